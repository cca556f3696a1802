import { Injectable } from '@nestjs/common';
import { invalid, isId } from '@hub/kernel';
import { isZone } from '@hub/platform';
import { type DayReason, MeetingDayReasonCode } from './day-reasons.js';
import { Holidays } from './holidays.js';
import type { MeetingRemoteInput } from './poll.inputs.js';
import type { PartyRow } from './poll.repository.js';
import type { Obstacles } from './proposal.js';

/** What speaks against days, and the countries of which little is known. */
export interface Known extends Obstacles { readonly unknownCountries: string[] }

/** Gathers what speaks against days: holidays of Japan and of the embassies' countries, and where it is night for whom. */
@Injectable()
export class ObstacleFinder {
  constructor(private readonly holidays: Holidays) {}

  /** Of the years that these days lie in. */
  async find(parties: readonly PartyRow[], days: readonly string[], remote: readonly { organisationId: string; zone: string }[], now: Date): Promise<Known> {
    const years = [...new Set(days.map((day) => Number(day.slice(0, 4))))];
    const daysOff = new Map<string, DayReason[]>();
    const unknown = new Set<string>();
    const note = (date: string, reason: DayReason): void => void daysOff.set(date, [...(daysOff.get(date) ?? []), reason]);
    for (const year of years) {
      for (const { date, names } of (await this.holidays.of('JP', year)).days) note(date, { code: MeetingDayReasonCode.JAPANESE_HOLIDAY, names, organisationId: null, decisive: true });
      for (const { organisationId, country, mustAttend } of parties) {
        if (country === null) continue;
        const { known, days: off } = await this.holidays.of(country, year);
        if (!known) unknown.add(country);
        for (const { date, names, nationalDay } of off) {
          note(date, { code: nationalDay ? MeetingDayReasonCode.NATIONAL_DAY : MeetingDayReasonCode.PUBLIC_HOLIDAY, names, organisationId, decisive: mustAttend });
        }
      }
    }
    const must = new Set(parties.filter(({ mustAttend }) => mustAttend).map(({ organisationId }) => organisationId));
    return { now, daysOff, remote: remote.map((one) => ({ ...one, decisive: must.has(one.organisationId) })), unknownCountries: [...unknown].sort() };
  }
}

/** Parties as the input has them: who must attend, if it says so. INVALID_INPUT for who takes no part. */
export function withMustAttend(parties: readonly PartyRow[], mustAttend: readonly string[] | null | undefined): PartyRow[] {
  if (!mustAttend) return [...parties];
  const must = new Set(mustAttend.map((id) => id.toLowerCase()));
  requireParties(parties, [...must], 'input.mustAttend');
  return parties.map((party) => ({ ...party, mustAttend: must.has(party.organisationId) }));
}

/** Where parties are, each once. INVALID_INPUT for who takes no part, and for what is no zone. */
export function remoteOf(parties: readonly PartyRow[], remote: readonly MeetingRemoteInput[]): { organisationId: string; zone: string }[] {
  const bad = remote.findIndex(({ zone }) => !isZone(zone));
  if (bad >= 0) throw invalid(`input.remote.${bad}.zone`, 'Is not a time zone such as America/Lima. / タイムゾーン名が正しくありません。');
  const ids = remote.map(({ organisationId }) => organisationId.toLowerCase());
  requireParties(parties, ids, 'input.remote');
  return remote.map(({ zone }, n) => ({ organisationId: ids[n] ?? '', zone }));
}

function requireParties(parties: readonly PartyRow[], ids: readonly string[], field: string): void {
  if (new Set(ids).size !== ids.length || ids.some((id) => !isId(id) || !parties.some(({ organisationId }) => organisationId === id))) {
    throw invalid(field, 'Names an organisation twice, or one that does not take part in this edition. / 会議に参加していない機関、または重複が含まれています。');
  }
}
