import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { MinutesLanguage } from '../hub/enums.generated.js';
import { HubError } from '../hub/hub.error.js';
import { keepTyped, typedOf } from '../hub/typed.js';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { Refused, useChange } from './change.js';
import { conflictIn, type Difference, keepBoth, type NotesDraft, tidied } from './notes.js';
import { writeNotes } from './session.generated.js';

/** So long after the last key what was written is saved by itself. */
const REST = 10_000;

/** Notes of an item. What others write meanwhile comes in line by line; where both wrote into the same line both stand, and a person tidies up. */
export function NotesEditor({ itemId, language, text, title }: { itemId: string; language: MinutesLanguage; text: { revision: number; body: string } | null; title: string }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const person = useViewer()?.person.id ?? '';
  const change = useChange(writeNotes);
  const place = `notes ${itemId} ${language}`;
  const [kept] = useState(() => typedOf<NotesDraft>(person, place));
  const [base, setBase] = useState({ revision: kept?.revision ?? text?.revision ?? 0, body: kept?.base ?? text?.body ?? '' });
  const [draft, setDraft] = useState(kept?.text ?? text?.body ?? '');
  const [differences, setDifferences] = useState<readonly Difference[]>([]);
  const isDirty = tidied(draft) !== base.body;

  // What others saved comes in where nothing is being written here; else it does when this is saved.
  useEffect(() => {
    if (!text || text.revision <= base.revision || isDirty) return;
    setBase({ revision: text.revision, body: text.body });
    setDraft(text.body);
  }, [text, base.revision, isDirty]);
  // It outlives the screen: whoever goes elsewhere and comes back finds it.
  useEffect(() => keepTyped(person, place, isDirty ? { revision: base.revision, base: base.body, text: draft } : null), [person, place, isDirty, base, draft]);

  const save = (): void => {
    if (!isDirty || change.isPending) return;
    const sent = draft;
    change.mutate({ input: { itemId, language, expectedRevision: base.revision, body: sent } }, {
      onSuccess: ({ writeMeetingNotes: { text: saved } }) => {
        setBase({ revision: saved.revision, body: saved.body });
        setDifferences([]);
        if (saved.body !== tidied(sent)) setDraft((now) => (now === sent ? saved.body : keepBoth(sent, saved.body, now)));
      },
      onError: (error) => {
        const conflict = error instanceof HubError ? conflictIn(error.details) : null;
        if (!conflict) return;
        setDraft((now) => keepBoth(base.body, conflict.text, now));
        setBase({ revision: conflict.revision, body: conflict.text });
        setDifferences(conflict.differences);
      },
    });
  };
  const latest = useRef(save);
  latest.current = save;
  const waits = isDirty && differences.length === 0 && !change.error;
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setTimeout(() => latest.current(), REST);
    return () => clearTimeout(timer);
  }, [waits, draft]);

  return (
    <div className="notes" onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(); }}>
      <Area label={words.notesOf(title)} value={draft} onChange={setDraft} rows={8} lang={language.toLowerCase()} maxLength={50_000} help={words.notesHelp} />
      {differences.length > 0 && (
        <Notice kind="warning" title={words.bothWrote} role="alert">
          <p>{words.bothWroteBody}</p>
          <ul className="plain">
            {differences.map(({ line, theirs, yours }, index) => <li key={index} className="difference"><p><strong>{words.line(line)}</strong></p><p>{words.theirs} <ins><Text>{theirs || words.nothing}</Text></ins></p><p>{words.yours} <ins><Text>{yours || words.nothing}</Text></ins></p></li>)}
          </ul>
        </Notice>
      )}
      <div className="buttons">
        <Button isPending={change.isPending} isDisabled={!isDirty} onPress={save}>{words.saveNotes}</Button>
        <span role="status" className={isDirty ? 'quiet' : 'good'}>{change.isPending ? words.saving : isDirty ? words.unsaved : base.revision > 0 ? words.savedAs(base.revision) : ''}</span>
      </div>
      {differences.length === 0 && <Refused error={change.error} title={words.notesNotSaved} />}
    </div>
  );
}
