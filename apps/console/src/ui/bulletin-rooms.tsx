import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { BulletinState, Tlp } from '../hub/enums.generated.js';
import { useTexts } from '../languages/language.context.js';

/** What is done with a bulletin, each at its own address below it. */
export type BulletinRoom = 'questions' | 'proposals' | 'translations' | 'releases' | 'recall';
interface Of { readonly id: string; readonly tlp: Tlp; readonly state: BulletinState; readonly isEditor: boolean }

/** Those that make sense for a bulletin and whoever reads it. */
function roomsOf({ tlp, state, isEditor }: Of): BulletinRoom[] {
  const isOut = state === 'PUBLISHED';
  return [
    ...(isOut || (isEditor && state !== 'DRAFT') ? ['questions', 'proposals'] as const : []),
    ...(isOut ? ['translations'] as const : []),
    ...(isOut && (tlp === 'AMBER' || (isEditor && (tlp === 'GREEN' || tlp === 'CLEAR'))) ? ['releases'] as const : []),
    ...(isEditor && state !== 'DRAFT' ? ['recall'] as const : []),
  ];
}

/** The ways from a bulletin to what is done with it. */
export function BulletinRooms({ bulletin, current = null }: { bulletin: Of; current?: BulletinRoom | null }): ReactNode {
  const { rooms } = useTexts();
  const shown = roomsOf(bulletin);
  if (shown.length === 0) return null;
  return (
    <nav className="rooms no-print" aria-label={rooms.label}>
      <ul>
        <li><Link href={`/bulletins/${bulletin.id}`} aria-current={current === null ? 'page' : undefined}>{rooms.read}</Link></li>
        {shown.map((room) => <li key={room}><Link href={`/bulletins/${bulletin.id}/${room}`} aria-current={current === room ? 'page' : undefined}>{rooms[room]}</Link></li>)}
      </ul>
    </nav>
  );
}
