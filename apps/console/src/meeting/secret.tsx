import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { Notice } from '../ui/states.js';

/** An address that is shown this once, to be copied. */
export function Secret({ address, label, onClose, close }: { address: string; label: string; onClose: () => void; close: string }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [copied, setCopied] = useState(false);
  return (
    <Notice kind="good" role="status" title={words.shownOnce}>
      <p>{words.shownOnceBody}</p>
      <Field label={label} value={new URL(address, location.href).href} isReadOnly />
      <div className="buttons">
        <Button onPress={() => void navigator.clipboard.writeText(new URL(address, location.href).href).then(() => setCopied(true), () => undefined)}>{words.copy}</Button>
        <Button look="text" onPress={onClose}>{close}</Button>
        {copied && <span className="good">{words.copied}</span>}
      </div>
    </Notice>
  );
}
