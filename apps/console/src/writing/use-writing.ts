import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { HubError } from '../hub/hub.error.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession, useViewer } from '../session/session.context.js';
import { deskOf, type Sheet, Writing } from './desk.js';
import { readParties } from './parties.js';
import { readToWrite, type ReadToWriteQuery } from './writing.generated.js';

/** What is known of a bulletin beside what is written. */
export type About = NonNullable<ReadToWriteQuery['bulletin']>;
interface Opened { readonly writing: Writing; readonly about: About | null }
const NEW = 'new';

/** Opens a bulletin to write on, or a new one. What somebody had not saved when his session ended lies on his desk again. */
export function useWriting(id: string | null): { opened: Opened | null; error: unknown; load: () => Promise<void> } {
  const session = useSession();
  const queries = useQueryClient();
  const viewer = useViewer();
  const { code, preferences: { zone } } = useLanguage();
  const [opened, open] = useState<Opened | null>(null);
  const [error, setError] = useState<unknown>(null);
  const shown = useRef<Opened | null>(null);
  shown.current = opened;
  const load = useCallback(async (): Promise<void> => {
    if (!viewer) return;
    setError(null);
    try {
      const desk = deskOf(session, viewer.person.id);
      const found = desk.get(id ?? NEW);
      // What lies on the desk is shown in any case, with or without what the hub says beside it.
      const about = id === null ? null : await session.ask(readToWrite, { id }).then(({ bulletin }) => bulletin, (reason: unknown) => {
        if (!found) throw reason;
        return null;
      });
      if (id !== null && !found && (!about?.editable || about.revision == null)) throw new HubError(about ? 'FORBIDDEN' : 'NOT_FOUND', '');
      const writing = found ?? await (async () => {
        const parties = await readParties(session, viewer);
        return new Writing(session, viewer.person.id, parties, about?.editable && about.revision != null ? { id: about.id, revision: about.revision, editable: about.editable, published: about.publishedAt != null } : { language: code, zone });
      })();
      desk.set(id ?? NEW, writing);
      open({ writing, about: about ?? null });
      writing.again();
    } catch (reason) {
      setError(reason);
    }
  }, [session, viewer?.person.id, id]);

  useEffect(() => {
    // A new one that was given its address meanwhile is on the screen already.
    if (shown.current && shown.current.writing.current().id === id && id !== null) return;
    open(null);
    void load();
  }, [load, id]);

  // What was written elsewhere on this page is read afresh there.
  useEffect(() => () => {
    const { writing } = shown.current ?? {};
    const { id: written } = writing?.current() ?? {};
    if (!written) return;
    for (const room of [`bulletin ${written}`, 'home', 'bulletins']) void queries.invalidateQueries({ queryKey: [room] });
  }, [queries]);
  return { opened, error, load };
}

/** How a bulletin that is being written stands; asks again when it changes. */
export const useSheet = (writing: Writing): Sheet => useSyncExternalStore(writing.subscribe, writing.current);
