import type { ReactNode } from 'react';
import type { Weekday } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { Choice, Field } from '../ui/field.js';
import { zoneChoices, ZONES } from '../ui/zones.js';
import type { HoursFragment } from './contact.generated.js';

/** Hours as they are written, with a key of the row's own. */
export interface HoursRow { readonly key: string; readonly from: string; readonly until: string; readonly weekdays: readonly Weekday[]; readonly zone: string; readonly firstDay: string | null; readonly lastDay: string | null }

const WEEK: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const newKey = (): string => crypto.randomUUID();

/** Hours as the hub has them, to be changed. */
export const hoursRows = (hours: readonly HoursFragment[]): HoursRow[] => hours.map(({ from, until, weekdays, zone, firstDay, lastDay }) => ({ key: newKey(), from, until, weekdays, zone, firstDay, lastDay }));

/** A day's work on weekdays. */
export const usualHours = (): HoursRow => ({ key: newKey(), from: '09:00', until: '17:00', weekdays: WEEK.slice(0, 5), zone: 'Asia/Tokyo', firstDay: null, lastDay: null });

/** The same as the hub takes it. */
export const hoursInput = (rows: readonly HoursRow[]) => rows.map(({ key: _key, weekdays, ...hours }) => ({ ...hours, weekdays: [...weekdays] }));

/** Hours of a week, one row for each span. */
export function HoursEditor({ rows, onChange, single = false }: { rows: readonly HoursRow[]; onChange: (rows: readonly HoursRow[]) => void; single?: boolean }): ReactNode {
  const { texts: { organisation: texts, look }, code } = useLanguage();
  const dayName = (day: Weekday): string => new Intl.DateTimeFormat(code, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + WEEK.indexOf(day)));
  const set = (key: string, change: Partial<HoursRow>): void => onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <>
      {rows.map((row, index) => (
        <fieldset key={row.key} className="hours-row">
          <legend>{texts.hoursN(index + 1)}</legend>
          <Checks label={texts.weekdays} value={row.weekdays} onChange={(weekdays) => set(row.key, { weekdays })} options={WEEK.map((day) => [day, dayName(day)])} />
          <div className="filters-row">
            <Field label={texts.from} type="time" value={row.from} onChange={(from) => set(row.key, { from })} />
            <Field label={texts.until} type="time" value={row.until} onChange={(until) => set(row.key, { until })} />
            <Choice label={texts.zone} value={row.zone} onChange={(zone) => set(row.key, { zone })} options={zoneChoices(ZONES, look.japan)} />
          </div>
          <Button look="text" aria-label={texts.removeHours(index + 1)} onPress={() => onChange(rows.filter(({ key }) => key !== row.key))}>{texts.remove}</Button>
        </fieldset>
      ))}
      {(!single || rows.length === 0) && <p><Button onPress={() => onChange([...rows, usualHours()])}>{texts.addHours}</Button></p>}
    </>
  );
}
