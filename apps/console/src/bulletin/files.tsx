import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { sizeIn } from '../languages/moments.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Failed } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { type FileFragment, fileLink } from './bulletin.generated.js';

/** Files to fetch. Each has a link of its own that is good once, so that no address holds a token. */
export function Files({ files }: { files: readonly FileFragment[] }): ReactNode {
  const { texts } = useLanguage();
  return (
    <>
      <ul className="plain files">{files.map((file) => <li key={file.id}><OneFile file={file} /></li>)}</ul>
      <p className="quiet no-print">{texts.bulletin.recordedFile}</p>
    </>
  );
}

function OneFile({ file: { id, name, type, size, state, removed } }: { file: FileFragment }): ReactNode {
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
      </div>
      <Button className="no-print" onPress={() => void download()} isPending={busy} aria-label={texts.downloadOf(visible(name))}>{texts.download}</Button>
      {error !== null && <Failed error={error} title={texts.fileFailed} onRetry={() => void download()} />}
    </div>
  );
}
