import { type ReactNode, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession, useViewer } from '../session/session.context.js';
import { Confirm } from '../ui/confirm.js';
import { FileLine } from '../ui/file-line.js';
import { Field } from '../ui/field.js';
import { Fold } from '../ui/fold.js';
import { WrittenIn, Yes } from '../ui/form.js';
import { Moment } from '../ui/moment.js';
import { ChooseFiles, GoingFiles, useSendingFiles } from '../ui/sending-files.js';
import { Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { Refused, useChange } from './change.js';
import { addDocument, type ItemFileFragment, itemFiles, removeDocument } from './documents.generated.js';
import { spoken } from './languages.js';
import type { Meeting } from './meeting.js';
import { OpenedDocuments } from './opened-documents.js';

/** While items are prepared and talked over. */
const OPEN = ['AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION'];
/** Where a new file goes, and which one it stands for. */
interface Place { readonly language: string; readonly confidential: boolean; readonly instead: string | null }
/** What of an item says who files its documents. */
interface Filed { readonly id: string; readonly title: string; readonly state: string; readonly proposer: { readonly id: string }; readonly sponsors: readonly { readonly id: string }[] }

/** Documents of an item: those in the reader's language first, with what is filed, replaced and taken away by who may. `lacking`: languages that somebody needs and none is in. */
export function ItemDocuments({ item, documents, meeting: { edition, organisationId, isCoordinator, speaks }, lacking }: { item: Filed; documents: readonly ItemFileFragment[]; meeting: Meeting; lacking: readonly string[] }): ReactNode {
  const { texts: { meeting: { documents: words, openings } }, code, moments } = useLanguage();
  const roles = useViewer()?.roles ?? [];
  const session = useSession();
  const queries = useQueryClient();
  const [language, setLanguage] = useState<string>(code);
  const [mayBePublic, setMayBePublic] = useState(false);
  const replaced = useChange(removeDocument);
  const { going, add } = useSendingFiles(async (uploadId, { instead, ...marks }: Place) => {
    await session.ask(addDocument, { input: { itemId: item.id, uploadId, ...marks } });
    await queries.invalidateQueries({ queryKey: ['meeting'] });
    if (instead !== null) replaced.mutate({ input: { documentId: instead } });
  });
  const isOwn = item.proposer.id === organisationId;
  const sponsors = item.sponsors.some(({ id }) => id === organisationId);
  const files = speaks && (isOwn || sponsors || isCoordinator) && OPEN.includes(edition.state) && (item.state === 'PROPOSED' || item.state === 'ACCEPTED');
  const removes = (of: ItemFileFragment): boolean => speaks && (isOwn || isCoordinator || (sponsors && of.organisation.id === organisationId));
  // The log holds openings for the item's proposer and for who filed the document; who reads all of an organisation's record sees them.
  const asks = (isOwn || documents.some(({ organisation }) => organisation.id === organisationId)) && roles.some((role) => role === 'ADMINISTRATOR' || role === 'CONTACT_POINT');
  if (documents.length === 0 && !files) return null;
  return (
    <div className="item-documents">
      <h4>{words.title}</h4>
      {lacking.length > 0 && <Notice kind="warning"><p>{words.lacks(moments.list(lacking.map(moments.language)))}</p>{files && <p>{words.lacksBody}</p>}</Notice>}
      {documents.length === 0 ? <p className="quiet">{words.none}</p> : <DocumentList documents={documents} removes={removes} replaces={files ? (file, of) => add(file, { language: of.language, confidential: of.confidential, instead: of.attachment.id }) : null} />}
      {asks && documents.length > 0 && <Fold title={openings.title} named={openings.titleOf(visible(item.title))}><OpenedDocuments itemId={item.id} documents={documents} /></Fold>}
      <GoingFiles going={going} />
      <Refused error={replaced.error} title={words.oldStays} />
      {files && (
        <details className="fold">
          <summary aria-label={words.fileFor(visible(item.title))}>{words.file}</summary>
          <p className="quiet">{words.fileBody}{edition.state !== 'AGENDA_OPEN' && item.state === 'ACCEPTED' && <span className="block">{words.numbered}</span>}</p>
          <WrittenIn label={words.language} value={language} onChange={setLanguage} />
          <Yes value={mayBePublic} onChange={setMayBePublic}>{words.mayBePublic}</Yes>
          <ChooseFiles label={words.choose} named={words.chooseIn(moments.language(language))} onChoose={(chosen) => chosen.forEach((file) => add(file, { language, confidential: !mayBePublic, instead: null }))} />
        </details>
      )}
    </div>
  );
}

/** The documents of an item that stand and those that were taken away by a numbered change, as who talks it over needs them. Read as they are unfolded. */
export function SessionDocuments({ itemId }: { itemId: string }): ReactNode {
  const { texts: { meeting: { documents: words } } } = useLanguage();
  const { data, error, refetch } = useReading('meeting', itemFiles, { id: itemId });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { documents } = data.meetingItem;
  return documents.length === 0 ? <p className="quiet">{words.none}</p> : <DocumentList documents={documents} removes={() => false} replaces={null} />;
}

function DocumentList({ documents, removes, replaces }: { documents: readonly ItemFileFragment[]; removes: (of: ItemFileFragment) => boolean; replaces: ((file: File, of: ItemFileFragment) => void) | null }): ReactNode {
  const { texts: { meeting: { documents: words } }, code } = useLanguage();
  const stands = (of: ItemFileFragment): boolean => of.attachment.state === 'READY';
  const foreign = ({ language }: ItemFileFragment): number => (spoken(language) === code ? 0 : 1);
  const shown = [...documents.filter(stands).sort((a, b) => foreign(a) - foreign(b)), ...documents.filter((of) => !stands(of))];
  return (
    <>
      <ul className="plain files">{shown.map((of) => <li key={of.attachment.id}>{stands(of) ? <OneDocument document={of} removes={removes(of)} replaces={replaces && removes(of) ? (file) => replaces(file, of) : null} /> : <Removed document={of} />}</li>)}</ul>
      <p className="quiet no-print">{words.recorded}</p>
    </>
  );
}

function OneDocument({ document, removes, replaces }: { document: ItemFileFragment; removes: boolean; replaces: ((file: File) => void) | null }): ReactNode {
  const { texts: { meeting: { documents: words, of, remove: removeWord, yes } }, moments } = useLanguage();
  const [reason, setReason] = useState('');
  const remove = useChange(removeDocument);
  const { attachment, language, confidential, organisation, addedAt, addedChange } = document;
  const name = visible(attachment.name ?? '');
  return (
    <>
      <FileLine
        file={attachment}
        more={(
          <>
            {replaces && <ChooseFiles look="text" several={false} label={words.replace} named={of(words.replace, name)} onChoose={([file]) => file && replaces(file)} />}
            {removes && (
              <Confirm look="text" label={removeWord} aria-label={of(removeWord, name)} title={words.removeSure(name)} act={yes(removeWord)} isPending={remove.isPending} onConfirm={() => remove.mutate({ input: { documentId: attachment.id, reason: reason.trim() || null } })}>
                <p>{words.removeBody}</p>
                <Field label={words.reason} help={words.reasonHelp} value={reason} onChange={setReason} maxLength={500} />
              </Confirm>
            )}
          </>
        )}
      >
        <p className="labels"><span className="label">{moments.language(language)}</span><span className="label">{words.marks[`${confidential}`]}</span>{addedChange !== null && <span className="label">{words.changeNo(addedChange)}</span>}</p>
        <p className="quiet"><Text>{organisation.name}</Text> · <Moment at={addedAt} /></p>
      </FileLine>
      <Refused error={remove.error} />
    </>
  );
}

/** What is left of one that was taken away. */
function Removed({ document: { language, organisation, addedChange, removedChange } }: { document: ItemFileFragment }): ReactNode {
  const { texts: { meeting: { documents: words } }, moments } = useLanguage();
  return <p className="quiet removed">{words.removed(moments.language(language))}{removedChange !== null && ` (${words.changeNo(removedChange)})`} · <Text>{organisation.name}</Text>{addedChange !== null && ` · ${words.addedBy(addedChange)}`}</p>;
}
