import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useReading } from '../hub/queries.js';
import { refusedField, useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { Choice, Field } from '../ui/field.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { AttestationCard } from './attestation.js';
import { appoint, own, saveHours, saveOrganisation } from './contact.generated.js';
import { hoursInput, HoursEditor, type HoursRow, hoursRows } from './hours.js';
import type { Own } from './own.js';
import { usePeople } from './own-people.js';

/** How the organisation is reached: contact point and deputy, telephone, hours, and that all of it is attested. */
export function ContactPart(): ReactNode {
  const viewer = useViewer();
  const { data, error, refetch } = useReading('organisation', own, { id: viewer?.organisation.id ?? '' });
  const organisation = data?.organisation;
  const keeps = viewer?.roles.some((role) => role === 'ADMINISTRATOR' || role === 'CONTACT_POINT') ?? false;
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!organisation) return <Loading />;
  const { contactPoint, deputy, contact, dutyTelephone, names, dutyRole } = organisation;
  return (
    <>
      <Now organisation={organisation} />
      {keeps && <AttestationCard organisation={organisation} />}
      {keeps && <Appoint key={`${contactPoint?.id ?? ''} ${deputy?.id ?? ''}`} organisation={organisation} />}
      {keeps && <Hours key={JSON.stringify([contact?.hours, contact?.closedDays, contact?.languages])} organisation={organisation} />}
      {viewer?.roles.includes('ADMINISTRATOR') && <About key={JSON.stringify([dutyTelephone, names, dutyRole])} organisation={organisation} />}
    </>
  );
}

/** How others see it now. */
function Now({ organisation: { contactPoint, deputy, dutyTelephone, contact } }: { organisation: Own }): ReactNode {
  const { texts: { organisation: texts, meeting: { comma } }, code } = useLanguage();
  const names = new Intl.DisplayNames([code], { type: 'language' });
  const rows: [string, ReactNode][] = [
    [texts.contactPoint, contactPoint ? <Text>{contactPoint.displayName}</Text> : <span className="overdue">{texts.nobody}</span>],
    [texts.deputy, deputy ? <Text>{deputy.displayName}</Text> : texts.nobody],
    [texts.answersNow, contact?.person ? <><Text>{contact.person.displayName}</Text>{contact.standsIn && <> ({texts.standsIn})</>}</> : texts.nobody],
    [texts.dutyTelephone, dutyTelephone ? <a href={`tel:${dutyTelephone}`}>{dutyTelephone}</a> : <span className="overdue">{texts.none}</span>],
    [texts.languages, contact?.languages.map((tag) => names.of(tag) ?? tag).join(comma) || texts.none],
  ];
  return (
    <section className="card">
      <h2>{texts.seenByOthers}</h2>
      <dl className="facts">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}

function Appoint({ organisation: { revision, contactPoint, deputy } }: { organisation: Own }): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  const { all, error, refetch } = usePeople();
  const [first, setFirst] = useState(contactPoint?.id ?? '');
  const [second, setSecond] = useState(deputy?.id ?? '');
  const save = useSend('organisation', appoint);
  const active = all.filter(({ state }) => state === 'ACTIVE').map(({ id, displayName }) => [id, visible(displayName)] as const);
  const same = first !== '' && first === second;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!same) save.mutate({ input: { expectedRevision: revision ?? 0, contactPointId: first || null, deputyId: second || null } });
  };
  return (
    <Form validationBehavior="aria" className="card" onSubmit={submit}>
      <h2>{texts.appoint}</h2>
      <p className="quiet">{texts.appointHelp}</p>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      <div className="filters-row">
        <Choice label={texts.contactPoint} value={first} onChange={setFirst} options={[['', texts.nobody], ...active]} />
        <Choice label={texts.deputy} value={second} onChange={setSecond} options={[['', texts.nobody], ...active]} />
      </div>
      {same && <p role="alert" className="overdue">{texts.samePerson}</p>}
      <Button type="submit" look="first" isPending={save.isPending} isDisabled={same}>{texts.appointDo}</Button>
      {save.error && <Failed error={save.error} />}
    </Form>
  );
}

const LANGUAGES = ['ja', 'en', 'zh', 'vi', 'fil', 'pt', 'es', 'th', 'id', 'ne', 'my', 'ko', 'fr', 'ru'] as const;

function Hours({ organisation: { revision, contact } }: { organisation: Own }): ReactNode {
  const { texts: { organisation: texts, do: words }, code } = useLanguage();
  const [rows, setRows] = useState<readonly HoursRow[]>(() => hoursRows(contact?.hours ?? []));
  const [languages, setLanguages] = useState<readonly string[]>(contact?.languages ?? []);
  const [closed, setClosed] = useState<readonly string[]>(contact?.closedDays ?? []);
  const [day, setDay] = useState('');
  const save = useSend('organisation', saveHours);
  const names = new Intl.DisplayNames([code], { type: 'language' });
  const add = (): void => {
    if (day !== '') setClosed((before) => [...new Set([...before, day])].sort());
    setDay('');
  };
  return (
    <Form validationBehavior="aria" className="card" onSubmit={(event) => { event.preventDefault(); save.mutate({ input: { expectedRevision: revision ?? 0, hours: hoursInput(rows), languages: [...languages], closedDays: [...closed] } }); }}>
      <h2>{texts.hours}</h2>
      <p className="quiet">{texts.hoursHelp}</p>
      <HoursEditor rows={rows} onChange={setRows} />
      <Checks label={texts.languages} value={languages} onChange={setLanguages} options={[...new Set([...LANGUAGES, ...languages])].map((tag) => [tag, names.of(tag) ?? tag])} />
      <fieldset>
        <legend>{texts.closedDays}</legend>
        <p className="help">{texts.closedHelp}</p>
        <ul className="plain chips">{closed.map((each) => <li key={each}><span className="label">{each}</span><Button look="text" aria-label={texts.removeDay(each)} onPress={() => setClosed((before) => before.filter((one) => one !== each))}>×</Button></li>)}</ul>
        <div className="find"><Field label={texts.addDay} type="date" value={day} onChange={setDay} /><Button onPress={add}>{texts.add}</Button></div>
      </fieldset>
      <Button type="submit" look="first" isPending={save.isPending}>{words.save}</Button>
      {save.error && <Failed error={save.error} />}
    </Form>
  );
}

function About({ organisation: { revision, dutyTelephone, dutyRole, names } }: { organisation: Own }): ReactNode {
  const { texts: { organisation: texts, do: words } } = useLanguage();
  const nameIn = (language: string): string => names.find((each) => each.language === language)?.text ?? '';
  const [telephone, setTelephone] = useState(dutyTelephone ?? '');
  const [ja, setJa] = useState(nameIn('ja'));
  const [en, setEn] = useState(nameIn('en'));
  const [role, setRole] = useState(dutyRole === true ? 'yes' : 'no');
  const save = useSend('organisation', saveOrganisation);
  const refused = refusedField(save.error);
  const others = names.filter(({ language }) => language !== 'ja' && language !== 'en').map(({ language, text }) => ({ language, text }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ input: { expectedRevision: revision ?? 0, dutyTelephone: telephone || null, dutyRole: role === 'yes', names: [...(ja ? [{ language: 'ja', text: ja }] : []), { language: 'en', text: en }, ...others] } });
  };
  return (
    <Form validationBehavior="aria" className="card" onSubmit={submit}>
      <h2>{texts.about}</h2>
      <div className="filters-row">
        <Field label={texts.nameJa} value={ja} onChange={setJa} />
        <Field label={texts.nameEn} value={en} onChange={setEn} error={refused === 'names' ? texts.wrong.names : null} />
        <Field label={texts.dutyTelephone} help={texts.telephoneHelp} type="tel" name="duty-telephone" value={telephone} onChange={setTelephone} error={refused === 'dutyTelephone' ? texts.wrong.telephone : null} />
        <Choice label={texts.shownAs} value={role} onChange={setRole} options={[['no', texts.byName], ['yes', texts.byRole]]} />
      </div>
      <Button type="submit" look="first" isPending={save.isPending}>{words.save}</Button>
      {save.error && refused === null && <Failed error={save.error} />}
    </Form>
  );
}
