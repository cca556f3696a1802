import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { sizeIn } from '../languages/moments.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/field.js';
import { ChooseFiles, GoingFiles, useSendingFiles } from '../ui/sending-files.js';
import { Failed } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import type { Writing } from './desk.js';
import type { SectionForm } from './form.js';
import type { About } from './use-writing.js';
import { attach, detach, type KeptFragment } from './writing.generated.js';

/** Files: for all recipients, or for those of a section. */
export function FilesPart({ writing, about, sections, reload }: { writing: Writing; about: About | null; sections: readonly SectionForm[]; reload: () => Promise<void> }): ReactNode {
  const { texts: { writing: texts, bulletin } } = useLanguage();
  const session = useSession();
  const [section, choose] = useState('');
  const copy = about?.pending ?? about;
  const kept: [string, readonly KeptFragment[]][] = [['', copy?.attachments ?? []], ...(copy?.sections ?? []).map(({ id, attachments }) => [id, attachments] as [string, readonly KeptFragment[]])];
  const saved = sections.filter(({ id }) => id !== null);
  const nameOf = (id: string): string => {
    const index = sections.findIndex((each) => each.id === id);
    return `${texts.sectionN(index + 1)} ${visible(sections[index]?.heading ?? '')}`;
  };

  const { going, add } = useSendingFiles(async (uploadId, sectionId: string) => {
    await writing.withRevision(async (bulletinId, expectedRevision) => (await session.ask(attach, { input: { bulletinId, expectedRevision, uploadId, sectionId: sectionId === '' ? null : sectionId } })).attachFile.bulletin.revision);
    await reload();
  });
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
      <GoingFiles going={going} />
      {saved.length > 0 && <Choice label={texts.fileFor} value={section} onChange={choose} options={[['', texts.filesForAll], ...saved.map(({ id }) => [id ?? '', nameOf(id ?? '')] as const)]} />}
      <ChooseFiles label={texts.addFile} onChoose={(files) => files.forEach((file) => add(file, section))} />
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
