import { type DutyHours, Weekday } from '@hub/alerts';
import { newId } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { attestAsOf, enterContactHours } from '@hub/register';
import type { DemoOrganisation } from './content/index.js';
import { of } from './seed-ids.js';

const DAY = 86_400_000;
/** Who has let a year pass. */
const OVERDUE = 'KITA';
const LANGUAGES: Readonly<Record<string, string[]>> = { PH: ['en', 'fil'], BR: ['pt-BR', 'ja'], TH: ['th', 'ja'], VN: ['vi', 'ja'], ID: ['id', 'en'], CN: ['zh-Hans', 'ja'], KR: ['ko', 'ja'], CO: ['es', 'en'], KH: ['km', 'en'], NP: ['ne', 'en'] };
const OFFICE: DutyHours = { zone: 'Asia/Tokyo', from: '09:00', until: '17:30', weekdays: [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY], firstDay: null, lastDay: null };

/** A number that nobody has: no area code is followed by 0. */
export const demoTelephone = (index: number): string => `+81 3 0000 ${String(1000 + index)}`;

/** What each organisation says of its contact point, attested within the year by all but one. */
export async function seedRegister(tx: Tx, world: readonly DemoOrganisation[], organisations: ReadonlyMap<string, string>, persons: ReadonlyMap<string, string>, now: Date): Promise<void> {
  for (const [index, { code, country, contactPoint }] of world.entries()) {
    const organisationId = of(organisations, code);
    await enterContactHours(tx, organisationId, { hours: [OFFICE], closedDays: [], languages: LANGUAGES[country ?? ''] ?? ['ja', 'en'] });
    const attestedAt = new Date(now.getTime() - (code === OVERDUE ? 380 : 20 + 3 * index) * DAY);
    await attestAsOf(tx, { id: newId(), organisationId, attestedAt, attestedById: of(persons, contactPoint) });
  }
}
