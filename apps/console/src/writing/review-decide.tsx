import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Dialog, Heading, Modal } from 'react-aria-components';
import { HubError } from '../hub/hub.error.js';
import { outbox, TAKE_BACK_SECONDS } from '../hub/outbox.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession, useViewer } from '../session/session.context.js';
import { Area } from '../ui/area.js';
import { Button } from '../ui/button.js';
import { labelOf } from '../ui/mark.js';
import { Moment } from '../ui/moment.js';
import { Failed, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { BLANK } from './form.js';
import { useNames } from './recipients.js';
import type { Sendable } from './sendable.js';
import { sendBack, sendOut, submit } from './writing.generated.js';

/** The exception at night is for so many named organisations at most. */
const AT_NIGHT = 3;

/** What somebody may do with the working copy now: have it approved, approve it, send it out, or send it back. */
export function Decide({ of, onDone }: { of: Sendable; onDone: (says: string, leave: boolean) => Promise<void> }): ReactNode {
  const { bulletin: { id }, copy, text, revision } = of;
  const { texts: { writing: texts } } = useLanguage();
  const session = useSession();
  const viewer = useViewer();
  const queries = useQueryClient();
  const [asks, ask] = useState<'send' | 'night' | null>(null);
  const [night, setNight] = useState('');
  const isMine = copy.editedBy.some((person) => person.id === viewer?.person.id);
  const approves = copy.needsApproval && !isMine;
  const hasApproved = copy.approvals.length > 0;
  const unfinished = text.title === BLANK || text.sections.length === 0 || text.sections.some(({ heading }) => heading === BLANK) || text.handlingNote === BLANK;
  const nobody = !copy.audience.everyone && copy.audience.organisations.length + copy.audience.persons.length + copy.stages.length === 0;
  const change = useMutation({
    mutationFn: async (how: { submit: true } | { reason: string }) => ('reason' in how ? session.ask(sendBack, { input: { id, expectedRevision: revision, reason: how.reason } }) : session.ask(submit, { input: { id, expectedRevision: revision } })),
    onSuccess: async (_, how) => {
      await Promise.all(['home', 'bulletins'].map((room) => queries.invalidateQueries({ queryKey: [room] })));
      await onDone('reason' in how ? texts.sentBack : texts.submitted, false);
    },
  });
  const [isSending, setSending] = useState(false);
  const send = (exception: string | null): void => {
    ask(null);
    setSending(true);
    const key = crypto.randomUUID();
    const author = viewer?.person.id;
    const input = { id, expectedRevision: revision, takeBackSeconds: TAKE_BACK_SECONDS, ...(exception === null ? {} : { exception: { reason: exception } }) };
    void outbox.send({ bulletinId: id, title: text.title, revision }, async () => {
      const state = session.current();
      if (state.is !== 'somebody' || state.viewer.person.id !== author) throw new HubError('UNAUTHENTICATED', '');
      const { publishBulletin: { bulletin } } = await session.ask(sendOut, { input }, { key });
      return { state: bulletin.state, seconds: bulletin.pending?.takeBackSeconds ?? null };
    }).then(async (hasIt) => {
      setSending(false);
      if (!hasIt) return;
      await Promise.all(['home', 'bulletins', 'outgoing'].map((room) => queries.invalidateQueries({ queryKey: [room] })));
      await onDone('', true);
    });
  };
  const mayAtNight = isMine && copy.needsApproval && text.urgency === 'IMMEDIATE' && text.tlp !== 'RED' && !copy.audience.everyone && copy.stages.length === 0 && copy.audience.organisations.length > 0 && copy.audience.organisations.length <= AT_NIGHT;
  if (unfinished || nobody) return <Notice kind="warning"><p>{unfinished ? texts.unfinished : texts.problems.nobody}</p></Notice>;
  return (
    <section className="card decide no-print" aria-labelledby="decide">
      <h2 id="decide">{texts.decide}</h2>
      {copy.state === 'SCHEDULED' && (copy.takeBackUntil ?? copy.releaseAt) && <p>{texts.scheduledFor} <Moment at={copy.takeBackUntil ?? copy.releaseAt ?? ''} /></p>}
      {copy.needsApproval && isMine && (copy.state === 'DRAFT'
        ? <><p>{texts.needsSecond}</p><Button look="first" onPress={() => change.mutate({ submit: true })} isPending={change.isPending}>{texts.submit}</Button></>
        : <Notice><p>{texts.waitsForSecond}</p></Notice>)}
      {copy.needsApproval && !isMine && copy.state === 'DRAFT' && <p>{texts.notSubmitted}</p>}
      {copy.state !== 'SCHEDULED' && (approves || !copy.needsApproval) && <><p>{approves ? texts.approveBody : texts.sendBody} {text.urgency === 'IMMEDIATE' ? texts.atOnce : texts.takeBackBody}</p><Button look="first" onPress={() => ask('send')} isPending={isSending}>{approves ? texts.approve : texts.sendIt}</Button></>}
      {copy.state !== 'DRAFT' && <SendBack onSend={(reason) => change.mutate({ reason })} isPending={change.isPending} isMine={isMine && !hasApproved} />}
      {mayAtNight && (
        <details className="fold">
          <summary>{texts.atNight}</summary>
          <p>{texts.atNightBody}</p>
          <Area label={texts.atNightReason} rows={2} value={night} onChange={setNight} maxLength={2000} />
          <Button isDisabled={night.trim() === ''} isPending={isSending} onPress={() => ask('night')}>{texts.sendAlone}</Button>
        </details>
      )}
      {change.error && <Failed error={change.error} title={texts.notDone} />}
      <Confirm isOpen={asks !== null} of={of} approves={approves && asks !== 'night'} onSend={() => send(asks === 'night' ? night.trim() : null)} onClose={() => ask(null)} />
    </section>
  );
}

/** Names everybody once more. */
function Confirm({ isOpen, of: { copy, text }, approves, onSend, onClose }: { isOpen: boolean; of: Sendable; approves: boolean; onSend: () => void; onClose: () => void }): ReactNode {
  const { texts: { writing: texts, do: words } } = useLanguage();
  const names = useNames()(copy.audience, text.tlp);
  return (
    <Modal isOpen={isOpen} onOpenChange={(open) => !open && onClose()} className="modal">
      <Dialog role="alertdialog" className="dialog">
        <Heading slot="title">{copy.audience.everyone ? texts.confirmEveryone(labelOf(text.tlp)) : texts.confirm(names.length, labelOf(text.tlp))}</Heading>
        <ul className="recipients">{names.map((name, index) => <li key={index}><Text>{name}</Text></li>)}</ul>
        <Button look="first" onPress={onSend}>{approves ? texts.approve : texts.sendIt}</Button>
        <Button autoFocus onPress={onClose}>{words.back}</Button>
      </Dialog>
    </Modal>
  );
}

function SendBack({ onSend, isPending, isMine }: { onSend: (reason: string) => void; isPending: boolean; isMine: boolean }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submitReason = (): void => {
    setTried(true);
    if (reason.trim() !== '') onSend(reason.trim());
  };
  return (
    <details className="fold send-back">
      <summary>{isMine ? texts.callBack : texts.sendBack}</summary>
      <Area label={texts.sendBackReason} rows={2} value={reason} onChange={setReason} error={tried && reason.trim() === '' ? texts.reasonNeeded : null} maxLength={2000} />
      <Button onPress={submitReason} isPending={isPending}>{isMine ? texts.callBackNow : texts.sendBackNow}</Button>
    </details>
  );
}
