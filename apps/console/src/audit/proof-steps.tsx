import type { ReactNode } from 'react';
import { useTexts } from '../languages/language.context.js';
import type { Checked } from './proof-check.js';

/** A step that was calculated here: whether it fits; null where there was nothing to compare. */
export type Step = readonly [text: string, fits: boolean | null];

/** The steps from an entry to the signed seal. */
export function useStepsOf({ body, leaf, root, signature, earlier }: Checked, steps: number): Step[] {
  const { audit: texts } = useTexts();
  return [
    [body === null ? texts.stepRecordErased : texts.stepRecord, body], [texts.stepLeaf, leaf], [texts.stepPath(steps), root], [texts.stepRoot, root], [texts.stepSignature, signature],
    [earlier === null ? texts.stepEarlierFirst : texts.stepEarlier, earlier],
  ];
}

/** What was calculated, step by step. */
export function Steps({ of }: { of: readonly Step[] }): ReactNode {
  const { audit: texts } = useTexts();
  return (
    <ol className="steps">
      {of.map(([text, fits]) => <li key={text} data-fits={String(fits)}>{text}{fits !== null && <> — <strong>{fits ? texts.ok : texts.bad}</strong></>}</li>)}
    </ol>
  );
}

/** The log's verifier keys, to be compared with what was told elsewhere. */
export function LogKeys({ of }: { of: readonly string[] }): ReactNode {
  const { audit: texts } = useTexts();
  return (
    <>
      <h2>{texts.key}</h2>
      <p>{texts.keyBody}</p>
      {of.map((key) => <p key={key}><code className="long">{key}</code></p>)}
    </>
  );
}
