import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { DutyChannel } from '../hub/enums.generated.js';
import { usePages, useReading } from '../hub/queries.js';
import { useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Choice, Field } from '../ui/field.js';
import { halfOf } from '../ui/half.js';
import { Moment } from '../ui/moment.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { dutyCalls, rota, type RotaQuery, saveRota } from './contact.generated.js';
import { HoursEditor, hoursInput, type HoursRow, hoursRows } from './hours.js';
import { languagesWith } from './person-form.js';
import { usePeople } from './own-people.js';

const NOTHING = {};

/** Who is telephoned where something IMMEDIATE stays unanswered. */
export function DutyPart(): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  const { data, error, refetch } = useReading('organisation', rota, NOTHING);
  return (
    <>
      <section className="card">
        <h2>{texts.rota}</h2>
        <p className="quiet">{texts.rotaHelp}</p>
        {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && <RotaForm key={data.dutyRota.shifts.map(({ id }) => id).join()} rota={data.dutyRota} />}
      </section>
      <section className="card"><h2>{texts.calls}</h2><Calls /></section>
    </>
  );
}

interface Shift { readonly key: string; readonly personId: string; readonly label: string; readonly telephone: string; readonly channel: DutyChannel; readonly language: string; readonly hours: readonly HoursRow[] }

function RotaForm({ rota: { shifts, revision } }: { rota: RotaQuery['dutyRota'] }): ReactNode {
  const { texts: { organisation: texts, do: words } } = useLanguage();
  const { all, error } = usePeople();
  const save = useSend('organisation', saveRota);
  const [rows, setRows] = useState<readonly Shift[]>(() => shifts.map(({ id, person, label, telephone, channel, language, hours }) => ({ key: id, personId: person?.id ?? '', label: label ?? '', telephone, channel, language, hours: hoursRows(hours ? [hours] : []) })));
  const people = all.filter(({ state }) => state === 'ACTIVE').map(({ id, displayName }) => [id, visible(displayName)] as const);
  const set = (key: string, change: Partial<Shift>): void => setRows((before) => before.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const up = (index: number): void => setRows((before) => before.map((row, at) => before[at === index ? at - 1 : at === index - 1 ? at + 1 : at] ?? row));
  const send = (): void => save.mutate({ input: { expectedRevision: revision, shifts: rows.map(({ personId, label, telephone, channel, language, hours }) => ({ personId: personId || null, label: personId ? null : label, telephone, channel, language, hours: hoursInput(hours)[0] ?? null })) } });
  return (
    <Form validationBehavior="aria" onSubmit={(event) => { event.preventDefault(); send(); }}>
      {error && <Failed error={error} />}
      {rows.length === 0 && <Empty title={texts.noRota}>{texts.noRotaBody}</Empty>}
      <ol className="plain rota">
        {rows.map((row, index) => (
          <li key={row.key} className="card">
            <h3>{texts.shiftN(index + 1)}</h3>
            <div className="filters-row">
              <Choice label={texts.person} value={row.personId} onChange={(personId) => set(row.key, { personId })} options={[['', texts.noPerson], ...people]} />
              {row.personId === '' && <Field label={texts.label} value={row.label} onChange={(label) => set(row.key, { label })} />}
              <Field label={texts.telephone} type="tel" value={row.telephone} onChange={(telephone) => set(row.key, { telephone })} />
              <Choice label={texts.channel} value={row.channel} onChange={(channel) => set(row.key, { channel })} options={[['SMS', texts.channels.SMS], ['VOICE', texts.channels.VOICE]]} />
              <Choice label={texts.language} value={row.language} onChange={(language) => set(row.key, { language })} options={languagesWith('ja')} />
            </div>
            <HoursEditor rows={row.hours} onChange={(hours) => set(row.key, { hours })} single />
            <div className="buttons">
              {index > 0 && <Button onPress={() => up(index)} aria-label={texts.upN(index + 1)}>{texts.up}</Button>}
              <Button onPress={() => setRows((before) => before.filter(({ key }) => key !== row.key))} aria-label={texts.removeShift(index + 1)}>{texts.remove}</Button>
            </div>
          </li>
        ))}
      </ol>
      <div className="buttons">
        <Button onPress={() => setRows((before) => [...before, { key: crypto.randomUUID(), personId: '', label: '', telephone: '', channel: 'VOICE', language: 'ja', hours: [] }])}>{texts.addShift}</Button>
        <Button type="submit" look="first" isPending={save.isPending}>{words.save}</Button>
      </div>
      {save.error && <Failed error={save.error} />}
    </Form>
  );
}

function Calls(): ReactNode {
  const { texts: { organisation: texts, do: words }, code } = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages('organisation', dutyCalls, NOTHING, ({ dutyCalls: { pageInfo } }) => pageInfo);
  const all = data?.pages.flatMap(({ dutyCalls: { nodes } }) => nodes) ?? [];
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      {all.length === 0 && <Empty title={texts.noCalls} />}
      <ul className="plain lines">
        {all.map(({ id, createdAt, state, channel, person, label, attempts }) => (
          <li key={id}><Moment at={createdAt} /> <Text>{person?.displayName ?? label ?? ''}</Text> {texts.channels[channel]} <span className="label">{texts.callStates[state]}</span>
            {attempts.map(({ number, beganAt, result }) => <span key={number} className="quiet block"><Moment at={beganAt} only="time" /> {visible(halfOf(result, code))}</span>)}</li>
        ))}
      </ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{words.more}</Button>}
    </>
  );
}
