import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'wouter';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { useViewer } from '../../session/session.context.js';
import { Button } from '../../ui/button.js';
import { Checks } from '../../ui/checks.js';
import { Field } from '../../ui/field.js';
import { Fold } from '../../ui/fold.js';
import { Lines, OneOf, Refused, Yes } from '../../ui/form.js';
import { visible } from '../../ui/visible.js';
import type { Worked } from '../under.js';
import { consentToPromotion, promoteAnswer } from './questions.generated.js';
import type { Message } from './thread.js';

/** An answer on its way into the bulletin: its organisation says whether it may go there, and the bulletin's editors put it there. */
export function Promotion({ message, bulletin, onLoad }: { message: Message; bulletin: Worked; onLoad: () => void }): ReactNode {
  const { texts: { promotion: texts } } = useLanguage();
  const own = useViewer()?.organisation.id === message.organisation.id;
  const { promotion } = message;
  if (own && !bulletin.isEditor) return <Consent message={message} bulletin={bulletin} onLoad={onLoad} />;
  if (!bulletin.isEditor) return null;
  if (!promotion && !own) return <p className="quiet">{texts.noConsent}</p>;
  return (
    <>
      {promotion && <p className="quiet">{promotion.credit ? texts.mayCredit : texts.mayNameless}</p>}
      <Fold title={texts.promote}><Promote message={message} bulletin={bulletin} onLoad={onLoad} /></Fold>
    </>
  );
}

function Consent({ message: { id, promotion }, bulletin, onLoad }: { message: Message; bulletin: Worked; onLoad: () => void }): ReactNode {
  const { texts: { promotion: texts, questions } } = useLanguage();
  const [credit, name] = useState(promotion?.credit ?? false);
  const send = useSending(consentToPromotion, [`bulletin ${bulletin.id}`]);
  const say = (consent: boolean): void => send.mutate({ input: { messageId: id, consent, credit: consent && credit } });
  if (!bulletin.writes) return promotion ? <p className="quiet">{promotion.credit ? texts.ourCredit : texts.ourNameless}</p> : null;
  return (
    <div className="consent no-print">
      <p className="quiet">{promotion ? (promotion.credit ? texts.ourCredit : texts.ourNameless) : texts.notOurs}</p>
      {promotion ? <Button isPending={send.isPending} onPress={() => say(false)}>{texts.endConsent}</Button> : (
        <>
          <Yes value={credit} onChange={name}>{questions.credit}</Yes>
          <Button isPending={send.isPending} onPress={() => say(true)}>{texts.consent}</Button>
        </>
      )}
      <Refused error={send.error} onLoad={onLoad} />
    </div>
  );
}

function Promote({ message: { id, body }, bulletin, onLoad }: { message: Message; bulletin: Worked; onLoad: () => void }): ReactNode {
  const { texts, moments } = useLanguage();
  const { promotion: words } = texts;
  const { value, set, forget } = useTyped(`promote ${id}`, { heading: '', excerpt: body, some: false, organisations: [] as readonly string[] });
  const [tried, setTried] = useState(false);
  const send = useSending(promoteAnswer, [`bulletin ${bulletin.id}`, 'home', 'bulletins']);
  const recipients = [...(bulletin.acknowledgements ?? [])].map(({ organisation }) => [organisation.id, visible(organisation.name)] as const).sort(([, a], [, b]) => moments.collator.compare(a, b));
  const excerpt = value.excerpt.trim();
  const wrong = {
    heading: value.heading.trim() === '' ? texts.signIn.needed : null,
    excerpt: excerpt === '' ? texts.signIn.needed : body.includes(excerpt) ? null : words.notInIt,
    organisations: value.some && value.organisations.length === 0,
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong.heading ?? wrong.excerpt ?? (wrong.organisations || null)) return;
    send.mutate({ input: { messageId: id, expectedRevision: bulletin.revision ?? 0, heading: value.heading.trim(), excerpt: excerpt === body.trim() ? null : excerpt, audience: value.some ? { organisationIds: [...value.organisations] } : null } }, { onSuccess: forget });
  };
  if (send.isSuccess) return <p role="status" className="good">{words.promoted} <Link href={`/bulletins/${bulletin.id}/edit`} className="target">{texts.writing.editDraft}</Link> <Link href={`/bulletins/${bulletin.id}/review`} className="target">{texts.writing.review}</Link></p>;
  return (
    <Form onSubmit={submit} className="form-wide">
      <p>{words.promoteBody}</p>
      <Field label={words.heading} name="promoted-heading" value={value.heading} onChange={(heading) => set({ heading })} maxLength={200} error={tried ? wrong.heading : null} />
      <Lines label={words.excerpt} help={words.excerptHelp} name="excerpt" value={value.excerpt} onChange={(text) => set({ excerpt: text })} rows={6} error={tried ? wrong.excerpt : null} />
      {bulletin.tlp !== 'RED' && recipients.length > 0 && <OneOf<'ALL' | 'SOME'> label={words.forWhom} value={value.some ? 'SOME' : 'ALL'} onChange={(chosen) => set({ some: chosen === 'SOME' })} options={[{ key: 'ALL', text: texts.writing.sectionForAll }, { key: 'SOME', text: texts.writing.sectionForSome, help: texts.writing.sectionForSomeMeans }]} />}
      {value.some && <Checks label={texts.writing.organisations} value={value.organisations} onChange={(organisations) => set({ organisations })} options={recipients} />}
      {tried && wrong.organisations && <p className="field-error" role="alert">{texts.questions.chooseWhom}</p>}
      <Button type="submit" look="first" isPending={send.isPending}>{words.promoteDo}</Button>
      <Refused error={send.error} onLoad={onLoad} />
    </Form>
  );
}
