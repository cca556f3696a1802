import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { Choice, Field } from '../ui/field.js';
import { Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { zoneChoices, ZONES } from '../ui/zones.js';
import { ChangeForm, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import { OpenPoll } from './open-poll.js';
import { useLocalTimes } from './parts.js';
import { proposeSlots } from './poll.generated.js';
import { Reasons } from './reasons.js';
import type { Remote } from './read.js';

/** Has the hub look for days, and asks the parties about them. */
export function FindDays({ meeting: { edition } }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words }, moments } = useLanguage();
  const local = useLocalTimes();
  const session = useSession();
  const [draft, set, clear] = useDraft(`days ${edition.id}`, { from: '', until: '', minutes: '150', dailyFrom: '10:00', dailyUntil: '17:00', count: '8', mustAttend: edition.parties.filter(({ mustAttend }) => mustAttend).map(({ organisation }) => organisation.id) });
  const [remote, setRemote] = useState<readonly Remote[]>([]);
  const find = useMutation({ mutationFn: () => session.ask(proposeSlots, { input: { ...draft, editionId: edition.id, minutes: Number(draft.minutes), count: Number(draft.count), remote: [...remote] } }) });
  const found = find.data?.proposeMeetingSlots;
  return (
    <>
      <section className="card">
        <h2>{words.findDays}</h2>
        <p className="quiet">{words.findDaysBody}{edition.suggestedMonths.length > 0 && ` ${words.suggested(edition.suggestedMonths)}`}</p>
        <ChangeForm change={find} label={words.find} look={found ? 'second' : 'first'} needs={[draft.from, draft.until, draft.minutes]} onSubmit={() => find.mutate()}>
          <div className="filters-row">
            <Field label={words.from} name="from" type="date" value={draft.from} onChange={(from) => set({ from })} />
            <Field label={words.until} name="until" type="date" value={draft.until} onChange={(until) => set({ until })} />
            <Field label={words.lasts} name="minutes" type="number" value={draft.minutes} onChange={(minutes) => set({ minutes })} />
            <Field label={words.howMany} type="number" value={draft.count} onChange={(count) => set({ count })} />
            <Field label={words.notBefore} type="time" value={draft.dailyFrom} onChange={(dailyFrom) => set({ dailyFrom })} />
            <Field label={words.notAfter} type="time" value={draft.dailyUntil} onChange={(dailyUntil) => set({ dailyUntil })} />
          </div>
          <details className="fold">
            <summary>{words.mustAttendWho} <span className="quiet">{words.chosen(draft.mustAttend.length)}</span></summary>
            <Checks label={words.mustAttendHelp} value={draft.mustAttend} onChange={(mustAttend) => set({ mustAttend })} options={edition.parties.map(({ organisation: { id, name } }) => [id, name])} />
          </details>
          <details className="fold"><summary>{words.remoteWho} <span className="quiet">{words.chosen(remote.length)}</span></summary><RemoteList edition={edition} value={remote} onChange={setRemote} /></details>
        </ChangeForm>
        {found && (
          <details className="fold">
            <summary>{words.excluded} <span className="quiet">{words.days(found.excludedDays.length)}</span></summary>
            <div className="table-wide" tabIndex={0} role="group" aria-label={words.excluded}>
              <table>
                <thead><tr><th scope="col">{words.day}</th><th scope="col">{words.why}</th></tr></thead>
                <tbody>{found.excludedDays.map(({ date, reasons }) => <tr key={date}><th scope="row">{local.day(date)}</th><td><Reasons of={reasons} /></td></tr>)}</tbody>
              </table>
            </div>
          </details>
        )}
        {found && found.unknownCountries.length > 0 && <Notice kind="warning"><p>{words.unknownCountries} <Text>{moments.list(found.unknownCountries.map(moments.country))}</Text></p></Notice>}
      </section>
      <OpenPoll key={found ? find.submittedAt : 0} edition={edition} proposed={found?.slots ?? []} minutes={Number(draft.minutes)} mustAttend={draft.mustAttend} remote={remote} searched={found !== undefined} onOpened={clear} />
    </>
  );
}

function RemoteList({ edition: { parties }, value, onChange }: { edition: Meeting['edition']; value: readonly Remote[]; onChange: (value: readonly Remote[]) => void }): ReactNode {
  const { texts: { meeting: words, look } } = useLanguage();
  const [organisationId, setOrganisation] = useState(parties[0]?.organisation.id ?? '');
  const [zone, setZone] = useState('Asia/Manila');
  const nameOf = (id: string): string => parties.find(({ organisation }) => organisation.id === id)?.organisation.name ?? '';
  return (
    <>
      <p className="quiet">{words.remoteHelp}</p>
      <ul className="plain rows">
        {value.map((one) => <li key={one.organisationId} className="row"><p><Text>{nameOf(one.organisationId)}</Text> <span className="quiet">{one.zone}</span></p><Button look="text" aria-label={words.of(words.remove, nameOf(one.organisationId))} onPress={() => onChange(value.filter((each) => each !== one))}>{words.remove}</Button></li>)}
      </ul>
      <div className="filters-row">
        <Choice label={words.organisation} value={organisationId} onChange={setOrganisation} options={parties.map(({ organisation: { id, name } }) => [id, name])} />
        <Choice label={words.zone} value={zone} onChange={setZone} options={zoneChoices(ZONES, look.japan)} />
      </div>
      <Button onPress={() => onChange([...value.filter((each) => each.organisationId !== organisationId), { organisationId, zone }])}>{words.add}</Button>
    </>
  );
}
