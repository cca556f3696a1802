import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useTexts } from '../languages/language.context.js';
import { Button } from './button.js';
import { Notice } from './states.js';

/** A secret that is shown this once: what to do with it, copying it, and putting it away. It is kept nowhere. */
export function Once({ title, children, label, value, onDone }: { title: string; children?: ReactNode; label: string; value: string; onDone: () => void }): ReactNode {
  const { once } = useTexts();
  const [copied, setCopied] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <div ref={top} tabIndex={-1} className="once" role="group" aria-label={title}>
      <Notice kind="good" title={title}>
        {children}
        <p><strong>{once.onlyNow}</strong></p>
        <TextField className="field once-value" value={value} isReadOnly><Label>{label}</Label><Input spellCheck={false} onFocus={({ target }) => target.select()} /></TextField>
        <Button onPress={() => void navigator.clipboard.writeText(value).then(() => setCopied(true), () => setCopied(false))}>{once.copy}</Button>{' '}
        <Button look="first" onPress={onDone}>{once.done}</Button>
        <p role="status" className="good">{copied ? once.copied : ''}</p>
      </Notice>
    </div>
  );
}
