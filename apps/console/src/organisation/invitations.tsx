import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { Role } from '../hub/enums.generated.js';
import { useReading } from '../hub/queries.js';
import { refusedField, useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { Choice, Field } from '../ui/field.js';
import { Moment } from '../ui/moment.js';
import { Once } from '../ui/once.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { invitePerson, openInvitations, revokeInvitation } from './organisation.generated.js';
import { languagesWith, useRolesToGive } from './person-form.js';

const NOTHING = {};

/** Where whoever is invited goes on. The key is behind #: browsers send that to nobody, and no server writes it down. */
export const joinAddress = (token: string): string => `${location.origin}/join#${token}`;

/** Inviting somebody, and what has become of invitations. */
export function Invitations(): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  return (
    <section className="card">
      <h2>{texts.invite}</h2>
      <p className="quiet">{texts.inviteLead}</p>
      <InviteForm />
      <h3>{texts.invitations}</h3>
      <InvitationList />
    </section>
  );
}

function InviteForm(): ReactNode {
  const { texts: { organisation: texts, signIn }, moments, code } = useLanguage();
  const options = useRolesToGive();
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(['READER']);
  const [language, setLanguage] = useState(code);
  const send = useSend('organisation', invitePerson);
  const given = send.data?.invitePerson;
  const refused = refusedField(send.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ input: { email, roles: [...roles], language } }, { onSuccess: () => setEmail('') });
  };
  if (given?.token) return <Invited email={given.invitation.email} expiresAt={moments.full(given.invitation.expiresAt)} token={given.token} onDone={send.reset} />;
  return (
    <Form validationBehavior="aria" onSubmit={submit}>
      <Field label={signIn.email} name="invite-email" type="email" inputMode="email" value={email} onChange={setEmail} error={refused === 'email' ? texts.wrong.email : null} isRequired />
      <Checks label={texts.rolesTitle} value={roles} onChange={setRoles} options={options} />
      <Choice label={texts.language} value={language} onChange={setLanguage} options={languagesWith(language)} />
      <Button type="submit" look="first" isPending={send.isPending} isDisabled={roles.length === 0}>{texts.inviteDo}</Button>
      {send.error && refused !== 'email' && <Failed error={send.error} />}
    </Form>
  );
}

/** The key of an invitation, this once. */
export function Invited({ email, expiresAt, token, onDone }: { email: string; expiresAt: string; token: string; onDone: () => void }): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  return <Once title={texts.invitedTitle(visible(email))} label={texts.inviteLink} value={joinAddress(token)} onDone={onDone}><p>{texts.invitedBody(expiresAt)}</p></Once>;
}

/** Invitations, the newest first. */
export function InvitationList({ withOrganisation = false }: { withOrganisation?: boolean }): ReactNode {
  const { texts: { organisation: texts, roles: roleNames } } = useLanguage();
  const { data, error, refetch } = useReading('organisation', openInvitations, NOTHING);
  const revoke = useSend('organisation', revokeInvitation);
  return (
    <>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.invitations.length === 0 && <Empty title={texts.noInvitations} />}
      <ul className="plain lines">
        {data?.invitations.slice(0, 20).map(({ id, email, state, roles, expiresAt, organisation }) => (
          <li key={id} className="row">
            <p><Text>{email}</Text> <span className={state === 'OPEN' ? 'label label-good' : 'label'}>{texts.invitationStates[state]}</span>{withOrganisation && <> <Text>{organisation.name}</Text></>}
              <span className="quiet block">{roles.map((role) => roleNames[role]).join(' · ')}{state === 'OPEN' && <> · {texts.goodUntil} <Moment at={expiresAt} /></>}</span></p>
            {state === 'OPEN' && <Button aria-label={texts.revokeOf(visible(email))} onPress={() => revoke.mutate({ id })} isDisabled={revoke.isPending}>{texts.revoke}</Button>}
          </li>
        ))}
      </ul>
      {revoke.error && <Failed error={revoke.error} />}
    </>
  );
}
