import { type ReactNode, useState } from 'react';
import type { MinutesLanguage } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Fold } from '../ui/fold.js';
import { Markdown } from '../ui/markdown.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { AttendanceList } from './attendance.js';
import { ItemActions } from './item-actions.js';
import { ItemDecisions } from './item-decisions.js';
import { SessionDocuments } from './item-documents.js';
import type { Meeting } from './meeting.js';
import { NotesEditor } from './notes-editor.js';
import { Choices } from './parts.js';
import type { SessionActionFragment } from './session.generated.js';
import type { Session } from './read.js';

/** An item in the session: notes, decisions and what is taken on, where it happens. */
export function SessionItem({ item, meeting: { edition }, session, actions, isOpen }: { item: Session['items'][number]; meeting: Meeting; session: Session; actions: readonly SessionActionFragment[]; isOpen: boolean }): ReactNode {
  const { texts: { meeting: words }, code } = useLanguage();
  const [language, setLanguage] = useState<MinutesLanguage>(code === 'ja' ? 'JA' : 'EN');
  const { itemId, position, title, writable, quorum, texts, decisions } = item;
  const text = texts.find((each) => each.language === language);
  const writes = writable && isOpen;
  const organisations = edition.parties.map(({ organisation }) => organisation);
  return (
    <section className="card session-item" aria-labelledby={`item-${itemId}`}>
      <h2 id={`item-${itemId}`}>{position}. <Text>{title}</Text></h2>
      <p><span className={quorum.met ? 'label label-good' : 'label label-warning'}>{quorum.met ? words.quorumMet : words.quorumNotMet}</span> <span className="quiet">{words.presentOf(quorum.present, quorum.needed)}</span></p>
      <Fold title={words.documents.title} named={words.of(words.documents.title, visible(title))}><SessionDocuments itemId={itemId} /></Fold>
      <Choices legend={words.notesLanguage} name={`language ${itemId}`} value={language} onChange={setLanguage} options={[['JA', '日本語'], ['EN', 'English']]} />
      {writes ? <NotesEditor key={`${itemId} ${language}`} itemId={itemId} language={language} text={text ?? null} title={title} /> : text ? <Markdown text={text.body} lang={language.toLowerCase()} level={4} /> : <p className="quiet">{words.noNotes}</p>}
      <ItemDecisions itemId={itemId} decisions={decisions} writes={writes} />
      <ItemActions itemId={itemId} organisations={organisations} actions={actions} writes={writes} />
      {writes && <details className="fold"><summary><span className="summary-title">{words.attendanceDiffers}</span> <span className="quiet">{item.attendance.length > 0 && words.organisations(item.attendance.length)}</span></summary><AttendanceList editionId={edition.id} itemId={itemId} organisations={organisations} attendance={[...item.attendance, ...session.attendance.filter(({ organisation }) => item.attendance.every((each) => each.organisation.id !== organisation.id))]} /></details>}
    </section>
  );
}
