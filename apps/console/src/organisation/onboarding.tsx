import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { OrganisationKind } from '../hub/enums.generated.js';
import { usePages } from '../hub/queries.js';
import { refusedField, useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { Choice, Field } from '../ui/field.js';
import { Moment } from '../ui/moment.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { Invited, InvitationList } from './invitations.js';
import { inviteParty, parties, type PartiesQuery, reinstateParty, reinviteParty, suspendParty } from './onboarding.generated.js';
import { languagesWith } from './person-form.js';

const NOTHING = {};
const EMPTY = { code: '', kind: 'EMBASSY' as OrganisationKind, country: '', ja: '', en: '', email: '', language: 'ja' };
type Party = PartiesQuery['organisations']['nodes'][number];

/** For coordinators: organisations that join, and those that are here. */
export function OnboardingPart(): ReactNode {
  const { texts: { organisation: texts, do: words } } = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages('organisation', parties, NOTHING, ({ organisations: { pageInfo } }) => pageInfo);
  const all = data?.pages.flatMap(({ organisations: { nodes } }) => nodes) ?? [];
  return (
    <>
      <InviteParty />
      <section className="card"><h2>{texts.invitations}</h2><InvitationList withOrganisation /></section>
      <section className="card">
        <h2>{texts.parties}</h2>
        {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        <ul className="plain lines">{all.map((party) => <li key={party.id}><PartyRow party={party} /></li>)}</ul>
        {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{words.more}</Button>}
      </section>
    </>
  );
}

function InviteParty(): ReactNode {
  const { texts: { organisation: texts }, moments } = useLanguage();
  const [input, setInput] = useState(EMPTY);
  const send = useSend('organisation', inviteParty);
  const set = (name: keyof typeof EMPTY) => (value: string): void => setInput((before) => ({ ...before, [name]: value }));
  const { code, kind, country, ja, en, email, language } = input;
  const refused = refusedField(send.error);
  const isTaken = send.error !== null && 'code' in send.error && send.error.code === 'CONFLICT';
  const given = send.data?.inviteOrganisation;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ input: { code: code.trim().toUpperCase(), kind, country: kind === 'EMBASSY' ? country.trim().toUpperCase() : null, names: [{ language: 'en', text: en }, ...(ja ? [{ language: 'ja', text: ja }] : [])], email, language } }, { onSuccess: () => setInput(EMPTY) });
  };
  return (
    <section className="card">
      <h2>{texts.inviteParty}</h2>
      <p className="quiet">{texts.invitePartyLead}</p>
      {given?.token ? <Invited email={given.invitation.email} expiresAt={moments.full(given.invitation.expiresAt)} token={given.token} onDone={send.reset} /> : (
        <Form validationBehavior="aria" onSubmit={submit}>
          <div className="filters-row">
            <Choice label={texts.kind} value={kind} onChange={(value) => setInput((before) => ({ ...before, kind: value }))} options={(Object.entries(texts.kinds) as [OrganisationKind, string][]).filter(([each]) => each !== 'COORDINATOR')} />
            {kind === 'EMBASSY' && <Field label={texts.country} name="party-country" help={texts.countryHelp} value={country} onChange={set('country')} maxLength={2} error={refused === 'country' ? texts.wrong.country : null} />}
            <Field label={texts.code} name="party-code" help={texts.codeHelp} value={code} onChange={set('code')} maxLength={6} error={isTaken ? texts.codeTaken : refused === 'code' ? texts.wrong.code : null} />
            <Field label={texts.nameJa} name="party-ja" value={ja} onChange={set('ja')} />
            <Field label={texts.nameEn} name="party-en" value={en} onChange={set('en')} error={refused?.startsWith('names') ? texts.wrong.names : null} />
            <Field label={texts.firstAdministrator} name="party-email" type="email" inputMode="email" value={email} onChange={set('email')} error={refused === 'email' ? texts.wrong.email : null} />
            <Choice label={texts.language} value={language} onChange={set('language')} options={languagesWith(language)} />
          </div>
          <Button type="submit" look="first" isPending={send.isPending} isDisabled={code === '' || en === '' || email === ''}>{texts.inviteDo}</Button>
          {send.error && !isTaken && refused === null && <Failed error={send.error} />}
        </Form>
      )}
    </section>
  );
}

function PartyRow({ party: { id, code, name, kind, country, suspendedAt, contactPoint } }: { party: Party }): ReactNode {
  const { texts: { organisation: texts }, moments } = useLanguage();
  const viewer = useViewer();
  const shown = visible(name);
  return (
    <>
      <p><strong><Text>{name}</Text></strong> <code>{code}</code> {suspendedAt && <span className="label label-warning">{texts.suspendedSince} <Moment at={suspendedAt} only="day" /></span>}
        <span className="quiet block">{texts.kinds[kind]}{country && ` · ${moments.country(country)}`} · {texts.contactPointIs}{contactPoint ? <Text>{contactPoint.displayName}</Text> : texts.nobody}</span></p>
      {id !== viewer?.organisation.id && (
        <details className="fold no-print"><summary aria-label={texts.changeOf(shown)}>{texts.change}</summary><PartyActs id={id} name={shown} suspended={suspendedAt !== null} /></details>
      )}
    </>
  );
}

function PartyActs({ id, name, suspended }: { id: string; name: string; suspended: boolean }): ReactNode {
  const { texts: { organisation: texts }, moments } = useLanguage();
  const [reason, setReason] = useState('');
  const [email, setEmail] = useState('');
  const stop = useSend('organisation', suspendParty);
  const back = useSend('organisation', reinstateParty);
  const again = useSend('organisation', reinviteParty);
  const failed = stop.error ?? back.error ?? again.error;
  const given = again.data?.reinviteOrganisation;
  return (
    <>
      {suspended ? <Button onPress={() => back.mutate({ input: { organisationId: id } })} isPending={back.isPending}>{texts.reinstate}</Button> : (
        <>
          <Field label={texts.reason} help={texts.reasonHelp} value={reason} onChange={setReason} />
          <Confirm label={texts.suspendParty} title={texts.suspendAsk(name)} act={texts.suspendParty} isDisabled={reason.trim() === ''} onConfirm={() => stop.mutate({ input: { organisationId: id, reason } })}><p>{texts.suspendPartyMeans}</p></Confirm>
        </>
      )}
      <h3>{texts.reinvite}</h3>
      {given?.token ? <Invited email={given.invitation.email} expiresAt={moments.full(given.invitation.expiresAt)} token={given.token} onDone={again.reset} /> : (
        <div className="find"><Field label={texts.firstAdministrator} help={texts.reinviteHelp} type="email" value={email} onChange={setEmail} /><Button isDisabled={email.trim() === ''} isPending={again.isPending} onPress={() => again.mutate({ input: { organisationId: id, email } })}>{texts.inviteDo}</Button></div>
      )}
      {failed && <Failed error={failed} />}
    </>
  );
}
