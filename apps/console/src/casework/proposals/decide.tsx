import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Lines, Refused } from '../../ui/form.js';
import type { Worked } from '../under.js';
import type { Proposal } from './proposal.js';
import { declineProposal, takeUpProposal } from './proposals.generated.js';

/** Taking up the parts that are ticked, or declining with a reason: for the bulletin's editors. */
export function Decide({ proposal, bulletin, keys, onLoad }: { proposal: Proposal; bulletin: Worked; keys: readonly string[]; onLoad: () => void }): ReactNode {
  const { texts } = useLanguage();
  const { proposals } = texts;
  const rooms = [`bulletin ${bulletin.id}`, 'home'];
  const takeUp = useSending(takeUpProposal, rooms);
  const decline = useSending(declineProposal, rooms);
  const { value, set, forget } = useTyped(`decline ${proposal.id}`, { reason: '' });
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (value.reason.trim() === '') return;
    decline.mutate({ input: { id: proposal.id, reason: value.reason } }, { onSuccess: forget });
  };
  const all = keys.length === proposal.parts.length;
  return (
    <div className="two no-print">
      <section className="card" aria-labelledby="take-up">
        <h2 id="take-up">{proposals.takeUpTitle}</h2>
        <p>{proposals.takeUpBody}</p>
        <Button look="first" isDisabled={keys.length === 0} isPending={takeUp.isPending} onPress={() => takeUp.mutate({ input: { id: proposal.id, expectedRevision: bulletin.revision ?? 0, parts: all ? null : [...keys] } })}>{all ? proposals.takeUpAll : proposals.takeUp(keys.length)}</Button>
        <Refused error={takeUp.error} onLoad={onLoad} />
      </section>
      <section className="card" aria-labelledby="decline">
        <h2 id="decline">{proposals.declineTitle}</h2>
        <Form onSubmit={submit}>
          <Lines label={proposals.declineReason} name="decline" value={value.reason} onChange={(reason) => set({ reason })} rows={3} maxLength={2_000} error={tried && value.reason.trim() === '' ? texts.signIn.needed : null} />
          <Button type="submit" isPending={decline.isPending}>{proposals.decline}</Button>
          <Refused error={decline.error} onLoad={onLoad} />
        </Form>
      </section>
    </div>
  );
}
