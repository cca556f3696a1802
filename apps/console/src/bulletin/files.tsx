import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { FileLine } from '../ui/file-line.js';
import type { FileFragment } from './bulletin.generated.js';

/** Files to fetch. */
export function Files({ files }: { files: readonly FileFragment[] }): ReactNode {
  const { texts } = useLanguage();
  const viewer = useViewer();
  return (
    <>
      <ul className="plain files">{files.map((file) => <li key={file.id}><FileLine file={file} /></li>)}</ul>
      {viewer && <p className="quiet no-print">{texts.bulletin.recordedFile}</p>}
    </>
  );
}
