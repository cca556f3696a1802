import { type ReactNode, useRef, useState } from 'react';
import { HubError } from '../hub/hub.error.js';
import { useLanguage } from '../languages/language.context.js';
import { sizeIn } from '../languages/moments.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/field.js';
import { Failed, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import type { Writing } from './desk.js';
import type { SectionForm } from './form.js';
import { sendFile } from './upload.js';
import type { About } from './use-writing.js';
import { attach, detach, type KeptFragment } from './writing.generated.js';

/** What the hub takes, by the ending of the name. */
const TAKEN = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp';

interface Going { readonly key: string; readonly name: string; readonly share: number; readonly error: unknown; readonly again: () => void }

/** Files: for all recipients, or for those of a section. */
export function FilesPart({ writing, about, sections, reload }: { writing: Writing; about: About | null; sections: readonly SectionForm[]; reload: () => Promise<void> }): ReactNode {
  const { texts: { writing: texts, bulletin }, moments } = useLanguage();
  const session = useSession();
  const [section, choose] = useState('');
  const [going, setGoing] = useState<readonly Going[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const copy = about?.pending ?? about;
  const kept: [string, readonly KeptFragment[]][] = [['', copy?.attachments ?? []], ...(copy?.sections ?? []).map(({ id, attachments }) => [id, attachments] as [string, readonly KeptFragment[]])];
  const saved = sections.filter(({ id }) => id !== null);
  const nameOf = (id: string): string => {
    const index = sections.findIndex((each) => each.id === id);
    return `${texts.sectionN(index + 1)} ${visible(sections[index]?.heading ?? '')}`;
  };

  const add = (file: File, sectionId: string, key: string = crypto.randomUUID()): void => {
    const tell = (more: Partial<Going>): void => setGoing((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)));
    const again = (): void => {
      setGoing((all) => all.filter((one) => one.key !== key));
      add(file, sectionId);
    };
    setGoing((all) => [...all, { key, name: file.name, share: 0, error: null, again }]);
    void (async () => {
      try {
        const uploadId = await sendFile(session, file, key, (share) => tell({ share }));
        await writing.withRevision(async (bulletinId, expectedRevision) => (await session.ask(attach, { input: { bulletinId, expectedRevision, uploadId, sectionId: sectionId === '' ? null : sectionId } })).attachFile.bulletin.revision);
        await reload();
        setGoing((all) => all.filter((one) => one.key !== key));
      } catch (error) {
        tell({ error });
      }
    })();
  };
  const remove = async (attachmentId: string): Promise<void> => {
    await writing.withRevision(async (bulletinId, expectedRevision) => (await session.ask(detach, { input: { bulletinId, expectedRevision, attachmentId } })).removeAttachment.bulletin.revision);
    await reload();
  };

  return (
    <section className="part" aria-labelledby="part-files">
      <h2 id="part-files">{bulletin.attachments}</h2>
      <p className="help">{texts.filesHelp}</p>
      {kept.filter(([, files]) => files.length > 0).map(([id, files]) => (
        <div key={id}>
          <h3>{id === '' ? texts.filesForAll : nameOf(id)}</h3>
          <ul className="plain files">{files.map((file) => <KeptFile key={file.id} file={file} onRemove={() => remove(file.id)} />)}</ul>
        </div>
      ))}
      <ul className="plain files" aria-live="polite">
        {going.map(({ key, name, share, error, again }) => (
          <li key={key} className="file">
            <div>
              <p className="file-name"><Text>{name}</Text></p>
              {error === null && <p className="quiet"><progress max={1} value={share} aria-label={texts.sendingFile(visible(name))} /> {share < 1 ? `${moments.number(Math.floor(share * 100))} %` : texts.checkingFile}</p>}
            </div>
            {error !== null && (error instanceof HubError && (error.code === 'REFUSED' || error.code === 'INVALID_INPUT') ? <Notice kind="warning" role="alert" title={texts.fileRefused}><p>{error.message}</p></Notice> : <Failed error={error} title={texts.fileFailed} onRetry={again} />)}
          </li>
        ))}
      </ul>
      {saved.length > 0 && <Choice label={texts.fileFor} value={section} onChange={choose} options={[['', texts.filesForAll], ...saved.map(({ id }) => [id ?? '', nameOf(id ?? '')] as const)]} />}
      <input ref={input} type="file" multiple accept={TAKEN} className="hidden-text" tabIndex={-1} aria-hidden="true" onChange={({ target }) => {
        for (const file of target.files ?? []) add(file, section);
        target.value = '';
      }} />
      <Button onPress={() => input.current?.click()}>{texts.addFile}</Button>
    </section>
  );
}

function KeptFile({ file: { name, size }, onRemove }: { file: KeptFragment; onRemove: () => Promise<void> }): ReactNode {
  const { texts: { writing: texts, bulletin }, code } = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    await onRemove().catch(setError);
    setBusy(false);
  };
  return (
    <li className="file">
      <div><p className="file-name">{name == null ? bulletin.fileStruck : <Text>{name}</Text>}</p>{size != null && <p className="quiet">{sizeIn(size, code)}</p>}</div>
      {name != null && <Button onPress={() => void remove()} isPending={busy} aria-label={texts.remove(visible(name))}>{texts.removeWord}</Button>}
      {error !== null && <Failed error={error} onRetry={() => void remove()} />}
    </li>
  );
}
