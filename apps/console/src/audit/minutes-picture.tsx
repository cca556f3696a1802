import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import type { CheckedMinutes, PartState } from './minutes-check.js';

const [WIDE, LEFT, BOX, GAP, ROW, TOP, ACROSS] = [420, 44, 112, 12, 64, 180, 3];
/** So many parts are drawn at most. */
const DRAWN = 12;
const LOOKS: Record<PartState, string> = { fits: 'proof-you', differs: 'proof-broken', struck: 'proof-neighbour', purged: 'proof-neighbour', closed: 'proof-neighbour' };

/** From the parts of the minutes over the fingerprint of the whole to the record in the log. `says`: whether the record says that fingerprint; null where it is not open. */
export function MinutesPicture({ checked: { parts, root }, says }: { checked: CheckedMinutes; says: boolean | null }): ReactNode {
  const { texts: { minutesSeal: texts } } = useLanguage();
  const drawn = parts.slice(0, parts.length > DRAWN ? DRAWN - 1 : DRAWN);
  const boxes: { key: number; look: string; text: string }[] = drawn.map(({ part, state }) => ({ key: part, look: LOOKS[state], text: state === 'fits' ? `${part + 1} ✓` : state === 'differs' ? `${part + 1} ✗` : `${part + 1} ${texts.states[state]}` }));
  if (parts.length > drawn.length) boxes.push({ key: -1, look: 'proof-neighbour', text: texts.more(parts.length - drawn.length) });
  const rows = Math.ceil(boxes.length / ACROSS);
  const height = TOP + rows * ROW;
  const label = texts.pictureText(parts.length, parts.filter(({ state }) => state === 'fits').length);
  const rail = (row: number): number => TOP + row * ROW - 10;
  const middle = (index: number): number => LEFT + (index % ACROSS) * (BOX + GAP) + BOX / 2;
  return (
    <figure className="proof">
      <svg viewBox={`0 0 ${WIDE} ${height}`} role="img" aria-label={label} data-holds={root && says !== false}>
        <path className="proof-line" d={`M ${WIDE / 2} 104 V 72`} />
        <path className="proof-line" d={`M ${WIDE / 2 - 90} 127 H 20 V ${rail(rows - 1)}`} />
        {boxes.map(({ key, look, text }, index) => {
          const row = Math.floor(index / ACROSS);
          return (
            <g key={key}>
              <path className="proof-line" d={`M 20 ${rail(row)} H ${middle(index)} V ${rail(row) + 10}`} />
              <rect className={look} x={middle(index) - BOX / 2} y={rail(row) + 10} width={BOX} height="38" rx="6" />
              <text x={middle(index)} y={rail(row) + 34}>{text}</text>
            </g>
          );
        })}
        <rect className={root ? 'proof-join' : 'proof-broken'} x={WIDE / 2 - 90} y="104" width="180" height="46" rx="6" />
        <text x={WIDE / 2} y="132">{texts.whole} {root ? '✓' : '✗'}</text>
        <rect className={says === null ? 'proof-neighbour' : 'proof-seal'} x={WIDE / 2 - 150} y="16" width="300" height="56" rx="12" />
        <text className="proof-strong" x={WIDE / 2} y="50">{says === null ? '–' : says ? '✓' : '✗'} {texts.record}</text>
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  );
}
