import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useSending } from '../hub/sending.js';
import { useLanguage } from '../languages/language.context.js';
import { sizeIn } from '../languages/moments.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Refused } from '../ui/form.js';
import { Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { base64Of } from './base64.js';
import { importCases, previewImport, type ReportFragment } from './cases.generated.js';
import { Report } from './report.js';

/** What a request to the hub holds, less what stands around the file; base64 takes a third more. */
const LARGEST = 740_000;

/** What brings in a file of any size: it divides it itself. */
const COMMAND = 'npm run hubctl -- import cases FILE';

interface Chosen { readonly name: string; readonly size: number; readonly base64: string }

/** A file of cases: looked at row by row, and then brought in as drafts. Nothing is changed by looking. */
export function CaseImport(): ReactNode {
  const { texts, code } = useLanguage();
  const { cases: words } = texts;
  const session = useSession();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, choose] = useState<Chosen | null>(null);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const look = useMutation<ReportFragment, unknown, string>({ mutationFn: async (base64) => (await session.ask(previewImport, { input: { base64 } })).previewCaseImport });
  const bring = useSending(importCases, ['bulletins', 'home']);
  const take = async (file: File): Promise<void> => {
    look.reset();
    bring.reset();
    choose(null);
    setTooLarge(file.size > LARGEST ? file.name : null);
    if (file.size > LARGEST) return;
    const next = { name: file.name, size: file.size, base64: base64Of(new Uint8Array(await file.arrayBuffer())) };
    choose(next);
    look.mutate(next.base64);
  };
  const done = bring.data?.importCases;
  const changes = look.data?.rows.filter(({ outcome }) => outcome === 'ADDED' || outcome === 'REVISED').length ?? 0;
  return (
    <>
      <p>{words.importBody}</p>
      <p className="quiet">{words.consentBody}</p>
      <p className="quiet">{words.limitBody} <code>{COMMAND}</code></p>
      <input ref={input} type="file" name="cases" accept=".csv,.xlsx,.json" className="hidden-text" tabIndex={-1} aria-hidden="true" onChange={({ target }) => {
        const [file] = target.files ?? [];
        if (file) void take(file);
        target.value = '';
      }} />
      <p className="row-start"><Button look={chosen ? 'second' : 'first'} onPress={() => input.current?.click()}>{chosen ? words.otherFile : words.chooseFile}</Button>{chosen && <span><Text>{chosen.name}</Text> <span className="quiet">{sizeIn(chosen.size, code)}</span></span>}</p>
      {tooLarge !== null && <Notice kind="warning" role="alert" title={words.tooLarge}><p><Text>{tooLarge}</Text>: {words.tooLargeBody} <code>{COMMAND}</code></p></Notice>}
      <div role="status">{look.isPending && <p className="loading">{words.looking}</p>}</div>
      <Refused error={look.error} title={words.notLooked} {...(chosen ? { onLoad: () => look.mutate(chosen.base64) } : {})} />
      {look.data && !done && <Report report={look.data} isPreview />}
      {look.data && !done && chosen && (
        <>
          {changes > 0 ? <Button look="first" isPending={bring.isPending} onPress={() => bring.mutate({ input: { base64: chosen.base64 } })}>{words.bringIn(changes)}</Button> : <Notice><p>{words.nothingToBring}</p></Notice>}
          {changes > 0 && <p className="help">{words.bringInBody}</p>}
          <Refused error={bring.error} title={words.notBrought} onLoad={() => look.mutate(chosen.base64)} />
        </>
      )}
      {done && <><Notice kind="good" role="status" title={words.brought}><p>{words.broughtBody}</p></Notice><Report report={done} isPreview={false} /></>}
    </>
  );
}
