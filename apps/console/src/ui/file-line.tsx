import { type ReactNode, useState } from 'react';
import type { AttachmentRemoval, AttachmentState } from '../hub/enums.generated.js';
import { fileLink } from '../hub/files.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { sizeIn } from '../languages/moments.js';
import { useSession } from '../session/session.context.js';
import { Button } from './button.js';
import { Failed } from './states.js';
import { Text } from './text.js';
import { visible } from './visible.js';

interface Kept { readonly id: string; readonly name: string | null; readonly type: string | null; readonly size: number | null; readonly state: AttachmentState; readonly removed: readonly AttachmentRemoval[] }

/** A file to fetch, and what else is said of it or done with it. It has a link of its own that is good once, so that no address holds a token. */
export function FileLine({ file: { id, name, type, size, state, removed }, children, more }: { file: Kept; children?: ReactNode; more?: ReactNode }): ReactNode {
  const { texts: { bulletin: texts, removals }, code, moments } = useLanguage();
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (state === 'STRUCK' || name == null) return <p className="quiet">{texts.fileStruck}</p>;
  const download = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const { attachmentLink: { url } } = await session.ask(fileLink, { id });
      const link = document.createElement('a');
      link.href = new URL(url, location.href).pathname + new URL(url, location.href).search;
      link.download = '';
      link.click();
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  };
  return (
    <div className="file">
      <div>
        <p className="file-name"><Text>{name}</Text></p>
        <p className="quiet">{type}{size != null && ` · ${sizeIn(size, code)}`}{removed.length > 0 && ` · ${texts.removed} ${moments.list(removed.map((each) => removals[each]))}`}</p>
        {children}
      </div>
      <div className="buttons no-print"><Button onPress={() => void download()} isPending={busy} aria-label={texts.downloadOf(visible(name))}>{texts.download}</Button>{more}</div>
      {error !== null && <Failed error={error} title={texts.fileFailed} onRetry={() => void download()} />}
    </div>
  );
}
