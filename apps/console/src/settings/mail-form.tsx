import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { BulletinKind, MailRhythm } from '../hub/enums.generated.js';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { Choice, Field } from '../ui/field.js';
import { Failed, Loading, Notice } from '../ui/states.js';
import { mail, type MailQuery, saveMail } from './settings.generated.js';
import { zoneChoices, ZONES } from '../ui/zones.js';

const NOTHING = {};

/** How somebody is mailed of alerts. */
export function MailForm(): ReactNode {
  const { texts: { settings: texts } } = useLanguage();
  const { data, error, refetch } = useReading('mail', mail, NOTHING);
  return (
    <section className="card">
      <h2>{texts.mail}</h2>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Settings key={data.mailSettings.revision} settings={data.mailSettings} />}
    </section>
  );
}

function Settings({ settings }: { settings: MailQuery['mailSettings'] }): ReactNode {
  const { texts: all, moments } = useLanguage();
  const { settings: texts } = all;
  const session = useSession();
  const queries = useQueryClient();
  const [rhythm, setRhythm] = useState<MailRhythm>(settings.rhythm);
  const [dailyAt, setDailyAt] = useState(settings.dailyAt);
  const [quietFrom, setQuietFrom] = useState(settings.quietFrom ?? '');
  const [quietUntil, setQuietUntil] = useState(settings.quietUntil ?? '');
  const [zone, setZone] = useState(settings.zone);
  const [language, setLanguage] = useState(settings.language ?? '');
  const [kinds, setKinds] = useState<readonly BulletinKind[]>(settings.filter.kinds ?? []);
  const { countries, exploitation, urgencies } = settings.filter;
  const save = useMutation({
    mutationFn: () => session.ask(saveMail, {
      input: {
        expectedRevision: settings.revision, rhythm, dailyAt, zone, language: language === '' ? null : language,
        quietFrom: quietFrom === '' || quietUntil === '' ? null : quietFrom, quietUntil: quietFrom === '' || quietUntil === '' ? null : quietUntil,
        filter: { countries, exploitation, urgencies, kinds: kinds.length > 0 ? [...kinds] : null },
      },
    }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mail'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Form onSubmit={submit}>
      <p className="quiet">{texts.mailTo(settings.address)}</p>
      {!settings.configured && <Notice kind="warning"><p>{texts.mailOff}</p></Notice>}
      {settings.failingSince && <Notice kind="warning"><p>{texts.mailFailing(moments.full(settings.failingSince))}</p></Notice>}
      <div className="filters-row">
        <Choice label={texts.rhythm} value={rhythm} onChange={setRhythm} options={Object.entries(all.rhythms) as [MailRhythm, string][]} />
        <Field label={texts.daily} type="time" value={dailyAt} onChange={setDailyAt} isDisabled={rhythm !== 'DAILY'} />
        <Choice label={texts.mailZone} value={zone} onChange={setZone} options={zoneChoices(ZONES, all.look.japan)} />
        <Choice label={texts.mailLanguage} value={language} onChange={setLanguage} options={[['', texts.own], ['ja', '日本語'], ['en', 'English']]} />
      </div>
      <fieldset className="quiet-hours">
        <legend>{texts.quiet}</legend>
        <p className="help">{texts.quietHelp}</p>
        <div className="filters-row">
          <Field label={texts.quietFrom} type="time" value={quietFrom} onChange={setQuietFrom} />
          <Field label={texts.quietUntil} type="time" value={quietUntil} onChange={setQuietUntil} />
        </div>
      </fieldset>
      <Checks label={texts.filterKinds} value={kinds} onChange={setKinds} options={Object.entries(all.kinds) as [BulletinKind, string][]} />
      <Button type="submit" look="first" isPending={save.isPending}>{all.do.save}</Button>
      {save.error && <Failed error={save.error} />}
      <SavedNote revision={settings.revision} />
    </Form>
  );
}

/** The form is made anew with each revision: what stands here for its first time after a change says that it was saved. */
let shownRevision: number | null = null;
function SavedNote({ revision }: { revision: number }): ReactNode {
  const { texts: { settings } } = useLanguage();
  const [saved] = useState(() => shownRevision !== null && shownRevision < revision);
  shownRevision = revision;
  return <p role="status" className="good">{saved ? settings.saved : ''}</p>;
}
