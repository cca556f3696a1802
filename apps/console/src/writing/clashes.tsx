import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Radios } from '../ui/radios.js';
import { Text } from '../ui/text.js';
import type { Sheet, Writing } from './desk.js';
import type { Form } from './form.js';
import type { Clash } from './merge.js';

/** Somebody else has written in the same place: both texts, to choose from. Nothing is saved before, and nothing is lost. */
export function Clashes({ sheet: { clashes }, writing }: { sheet: Sheet; writing: Writing }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  const [theirs, take] = useState<ReadonlySet<number>>(new Set());
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  const choose = (index: number, to: 'mine' | 'theirs'): void => take((before) => {
    const next = new Set(before);
    if (to === 'theirs') next.add(index);
    else next.delete(index);
    return next;
  });
  return (
    <section className="notice clashes" data-kind="warning" aria-labelledby="clashes">
      <h2 id="clashes" ref={top} tabIndex={-1}>{texts.clashTitle}</h2>
      <p>{texts.clashBody}</p>
      {clashes.map((clash, index) => (
        <div key={index} className="clash">
          <Radios<'mine' | 'theirs'>
            label={texts.clashParts[clash.part]} value={theirs.has(index) ? 'theirs' : 'mine'} onChange={(to) => choose(index, to)}
            options={[{ key: 'mine', text: texts.mine, means: <Side clash={clash} value={clash.mine} writing={writing} /> }, { key: 'theirs', text: texts.theirs, means: <Side clash={clash} value={clash.theirs} writing={writing} /> }]}
          />
        </div>
      ))}
      <Button look="first" onPress={() => writing.settle(clashes.filter((_, index) => theirs.has(index)))}>{texts.clashDone}</Button>
    </section>
  );
}

/** What one of both wrote, in words. */
function Side({ clash: { part }, value, writing }: { clash: Clash; value: unknown; writing: Writing }): ReactNode {
  const { texts, moments } = useLanguage();
  const { writing: words } = texts;
  if (part === 'removed') return value === null ? words.removedIt : <Text>{String(value)}</Text>;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return words.nothing;
  if (part === 'acknowledgeBy' || part === 'releaseAt' || part === 'expiresAt') return moments.full(String(value));
  if (part === 'stages') return <Text>{(value as Form['stages']).map((stage) => `${spanOf(stage)}: ${namesIn(stage.audience, writing)}`).join('; ')}</Text>;
  const named: Record<string, Record<string, string>> = { kind: texts.kinds, urgency: texts.urgencies, handling: texts.handling, exploitation: texts.exploitation, meansOfControl: texts.means };
  const word = (one: unknown): string => named[part]?.[String(one)] ?? String(one);
  if (Array.isArray(value)) return <Text>{moments.list(value.map(word))}</Text>;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'object') return <Text>{namesIn(value, writing)}</Text>;
  return <span className="clash-text"><Text>{word(value)}</Text></span>;
}

/** From when until when a stage receives, as it was typed. */
const spanOf = ({ local, zone, until, untilZone }: Form['stages'][number]): string =>
  [local === '' ? '' : `${local.replace('T', ' ')} ${zone}`, until === '' ? '' : `– ${until.replace('T', ' ')} ${untilZone}`].filter((part) => part !== '').join(' ');

/** Whom an audience names. */
function namesIn(value: object, { parties }: Writing): string {
  const names = new Map<string, string>([...parties.organisations, ...parties.circles, ...parties.persons].map(({ id, name }) => [id, name]));
  const ids = Object.values(value).flatMap((each) => (Array.isArray(each) ? each.map(String) : typeof each === 'object' && each !== null ? Object.keys(each) : []));
  return ids.map((id) => names.get(id) ?? id).join(', ');
}
