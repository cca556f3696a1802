import { type ReactNode, useRef, useState } from 'react';
import { HubError } from '../hub/hub.error.js';
import { sendFile } from '../hub/upload.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Button } from './button.js';
import { Failed, Notice } from './states.js';
import { saidIn } from './said.js';
import { Text } from './text.js';
import { visible } from './visible.js';

/** What the hub takes, by the ending of the name. */
const TAKEN = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp';
/** Codes with which the hub says in words why it does not take something. */
const SAID = ['REFUSED', 'INVALID_INPUT', 'CONFLICT', 'FORBIDDEN', 'LIMIT_EXCEEDED'];

/** A file on its way to the hub, or one that got stuck. */
export interface Going { readonly key: string; readonly name: string; readonly share: number; readonly error: unknown; readonly again: () => void }

/** Files on their way to the hub: `take` makes what has come of it. One that fails stays, to be tried again. */
export function useSendingFiles<Place>(take: (uploadId: string, place: Place) => Promise<void>): { going: readonly Going[]; add: (file: File, place: Place) => void } {
  const session = useSession();
  const [going, setGoing] = useState<readonly Going[]>([]);
  const add = (file: File, place: Place): void => {
    const key = crypto.randomUUID();
    const tell = (more: Partial<Going>): void => setGoing((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)));
    const leave = (): void => setGoing((all) => all.filter((one) => one.key !== key));
    const again = (): void => {
      leave();
      add(file, place);
    };
    setGoing((all) => [...all, { key, name: file.name, share: 0, error: null, again }]);
    void (async () => {
      try {
        await take(await sendFile(session, file, key, (share) => tell({ share })), place);
        leave();
      } catch (error) {
        tell({ error });
      }
    })();
  };
  return { going, add };
}

/** How far they have come. */
export function GoingFiles({ going }: { going: readonly Going[] }): ReactNode {
  const { texts: { writing: texts, do: does }, moments, code } = useLanguage();
  return (
    <ul className="plain files" aria-live="polite">
      {going.map(({ key, name, share, error, again }) => (
        <li key={key} className="file">
          <div>
            <p className="file-name"><Text>{name}</Text></p>
            {error === null && <p className="quiet"><progress max={1} value={share} aria-label={texts.sendingFile(visible(name))} /> {share < 1 ? `${moments.number(Math.floor(share * 100))} %` : texts.checkingFile}</p>}
          </div>
          {error !== null && (error instanceof HubError && SAID.includes(error.code) && error.message !== '' ? <Notice kind="warning" role="alert" title={texts.fileRefused}><p>{saidIn(error.message, code)}</p>{error.code === 'CONFLICT' && <Button onPress={again}>{does.retry}</Button>}</Notice> : <Failed error={error} title={texts.fileFailed} onRetry={again} />)}
        </li>
      ))}
    </ul>
  );
}

/** Chooses files of the device. */
export function ChooseFiles({ onChoose, label, named, look = 'second', several = true }: { onChoose: (files: readonly File[]) => void; label: string; named?: string; look?: 'second' | 'text'; several?: boolean }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input ref={input} type="file" multiple={several} accept={TAKEN} className="hidden-text" tabIndex={-1} aria-hidden="true" onChange={({ target }) => {
        onChoose([...(target.files ?? [])]);
        target.value = '';
      }} />
      <Button look={look} {...(named ? { 'aria-label': named } : {})} onPress={() => input.current?.click()}>{label}</Button>
    </>
  );
}
