import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { Role } from '../hub/enums.generated.js';
import { refusedField, useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { Confirm } from '../ui/confirm.js';
import { Choice, Field } from '../ui/field.js';
import { Once } from '../ui/once.js';
import { Failed } from '../ui/states.js';
import { visible } from '../ui/visible.js';
import { askRecovery, endMembership, reinstate, savePerson, saveRoles, suspend } from './organisation.generated.js';
import type { Colleague } from './own-people.js';

/** The roles that an organisation of the viewer's kind can give. */
export function useRolesToGive(): readonly (readonly [Role, string])[] {
  const { texts: { roles } } = useLanguage();
  const viewer = useViewer();
  const isCoordinating = viewer?.organisation.kind === 'COORDINATOR';
  return (Object.entries(roles) as [Role, string][]).filter(([role]) => isCoordinating || (role !== 'COORDINATOR' && role !== 'AUDITOR'));
}

/** What can be changed of somebody, folded away until it is wanted. */
export function PersonForm({ person, isAdministrator, isSelf, helps }: { person: Colleague; isAdministrator: boolean; isSelf: boolean; helps: boolean }): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  if (!isAdministrator && !isSelf && !helps) return null;
  return (
    <details className="fold no-print">
      <summary aria-label={texts.changeOf(visible(person.displayName))}>{texts.change}</summary>
      {(isAdministrator || isSelf) && <NamesForm key={`names ${person.revision ?? 0}`} person={person} />}
      {isAdministrator && <RolesForm key={`roles ${(person.roles ?? []).join()}`} person={person} />}
      {!isSelf && <Access person={person} isAdministrator={isAdministrator} helps={helps} />}
    </details>
  );
}

function NamesForm({ person }: { person: Colleague }): ReactNode {
  const { texts: { organisation: texts, do: words } } = useLanguage();
  const [input, setInput] = useState({
    familyName: person.familyName ?? '', givenName: person.givenName ?? '', kana: person.kana ?? '', latinFamilyName: person.latinFamilyName ?? '', latinGivenName: person.latinGivenName ?? '', language: person.language ?? 'ja',
  });
  const save = useSend('organisation', savePerson);
  const set = (name: keyof typeof input) => (value: string): void => setInput((before) => ({ ...before, [name]: value }));
  const refused = refusedField(save.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { familyName, givenName, kana, latinFamilyName, latinGivenName, language } = input;
    save.mutate({ input: { id: person.id, expectedRevision: person.revision ?? 0, familyName, givenName, kana: kana || null, latinFamilyName: latinFamilyName || null, latinGivenName: latinGivenName || null, language } });
  };
  const line = (name: Exclude<keyof typeof input, 'language'>): ReactNode => <Field label={texts.names[name]} value={input[name]} onChange={set(name)} error={refused === name ? texts.wrong[name] : null} />;
  return (
    <Form validationBehavior="aria" onSubmit={submit}>
      <h3>{texts.namesTitle}</h3>
      <div className="filters-row">{line('familyName')}{line('givenName')}{line('kana')}{line('latinFamilyName')}{line('latinGivenName')}
        <Choice label={texts.language} value={input.language} onChange={set('language')} options={languagesWith(input.language)} />
      </div>
      <Button type="submit" isPending={save.isPending}>{words.save}</Button>
      {save.error && refused === null && <Failed error={save.error} />}
    </Form>
  );
}

/** The languages in which the hub writes to people, and the one that stands already. */
export const languagesWith = (own: string): readonly (readonly [string, string])[] =>
  [...new Set(['ja', 'en', own])].map((code) => [code, new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code]);

function RolesForm({ person }: { person: Colleague }): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  const [roles, setRoles] = useState<readonly Role[]>(person.roles ?? []);
  const save = useSend('organisation', saveRoles);
  const options = useRolesToGive();
  return (
    <Form validationBehavior="aria" onSubmit={(event) => { event.preventDefault(); save.mutate({ input: { personId: person.id, expectedRevision: person.revision ?? 0, roles: [...roles] } }); }}>
      <h3>{texts.rolesTitle}</h3>
      <p className="quiet">{texts.rolesHelp}</p>
      <Checks label={texts.rolesOf(visible(person.displayName))} value={roles} onChange={setRoles} options={options} />
      {roles.length === 0 && <p role="status">{texts.oneRole}</p>}
      <Button type="submit" isPending={save.isPending} isDisabled={roles.length === 0}>{texts.saveRoles}</Button>
      {save.error && <Failed error={save.error} />}
    </Form>
  );
}

function Access({ person, isAdministrator, helps }: { person: Colleague; isAdministrator: boolean; helps: boolean }): ReactNode {
  const { texts: { organisation: texts }, moments } = useLanguage();
  const stop = useSend('organisation', suspend);
  const back = useSend('organisation', reinstate);
  const end = useSend('organisation', endMembership);
  const recover = useSend('organisation', askRecovery);
  const input = { personId: person.id };
  const name = visible(person.displayName);
  const failed = stop.error ?? back.error ?? end.error ?? recover.error;
  const half = recover.data?.requestRecovery;
  return (
    <section>
      <h3>{texts.accessTitle}</h3>
      <div className="buttons">
        {isAdministrator && person.state === 'ACTIVE' && <Confirm label={texts.suspend} title={texts.suspendAsk(name)} act={texts.suspend} onConfirm={() => stop.mutate({ input })}><p>{texts.suspendMeans}</p></Confirm>}
        {isAdministrator && person.state === 'SUSPENDED' && <Button onPress={() => back.mutate({ input })} isPending={back.isPending}>{texts.reinstate}</Button>}
        {isAdministrator && <Confirm label={texts.end} title={texts.endAsk(name)} act={texts.end} onConfirm={() => end.mutate({ input })}><p>{texts.endMeans}</p></Confirm>}
        {helps && person.state === 'ACTIVE' && person.email && !half && <Confirm label={texts.recover} title={texts.recoverAsk(name)} act={texts.recover} onConfirm={() => recover.mutate({ input: { email: person.email ?? '' } })}><p>{texts.recoverMeans}</p></Confirm>}
      </div>
      {half?.code && <Once title={texts.halfTitle} label={texts.requestCode} value={half.code} onDone={recover.reset}><p>{texts.halfBody(name, moments.full(half.expiresAt))}</p></Once>}
      {failed && <Failed error={failed} />}
    </section>
  );
}
