import { Temporal } from 'temporal-polyfill';
import { localise, type LocalisedText } from '@hub/kernel';
import type { MeetingTimes } from '../calendar/calendar.text.js';
import { MeetingState } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';

/** What invitations say of a meeting, as it is kept beside what was sent. */
export interface Face {
  readonly names: LocalisedText;
  readonly places: LocalisedText;
  readonly zone: string;
  readonly starts: string;
  readonly ends: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** False: called off, or put off. */
  readonly on: boolean;
}

/** Of an edition, what its face is made of. */
export type Standing = Pick<MeetingEdition, 'names' | 'places' | 'zone' | 'startsLocal' | 'endsLocal' | 'startsAt' | 'endsAt' | 'state'>;

/** The face of an edition that takes place; null where it has no day, or is called off. */
export function faceOf({ names, places, zone, startsLocal, endsLocal, startsAt, endsAt, state }: Standing): Face | null {
  if (!startsLocal || !endsLocal || !startsAt || !endsAt || state === MeetingState.CANCELLED || state === MeetingState.POSTPONED) return null;
  return { names, places, zone, starts: startsLocal, ends: endsLocal, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), on: true };
}

/** Whether people have to answer anew (RFC 5546, 2.1.4): another time, or it takes place again or no more. */
export const isMoved = (before: Face, now: Face): boolean => before.on !== now.on || before.starts !== now.starts || before.ends !== now.ends || before.zone !== now.zone;

/** Whether anything of it is another. */
export const isOther = (before: Face, now: Face): boolean => JSON.stringify(ordered(before)) !== JSON.stringify(ordered(now));

const sorted = (text: LocalisedText): [string, string][] => Object.entries(text).sort(([a], [b]) => (a < b ? -1 : 1));
const ordered = ({ names, places, zone, starts, ends, startsAt, endsAt, on }: Face): unknown => [sorted(names), sorted(places), zone, starts, ends, startsAt, endsAt, on];

/** What a calendar says of it, in a language. */
export const timesOf = (face: Face, uid: string, sequence: number, language: string, link: string): MeetingTimes => ({
  uid, sequence, title: localise(face.names, language, language), place: Object.keys(face.places).length > 0 ? localise(face.places, language, language) : null,
  zone: face.zone, startsLocal: face.starts, endsLocal: face.ends, startsAt: new Date(face.startsAt), endsAt: new Date(face.endsAt), link,
});

/** So many days before the day of the start, at a time of the same clock; of a time that the clocks skip, as much later. */
export function dayBefore({ starts, zone }: Pick<Face, 'starts' | 'zone'>, days: number, time: string): { local: string; at: Date } {
  const plain = Temporal.PlainDateTime.from(starts).toPlainDate().subtract({ days }).toPlainDateTime(Temporal.PlainTime.from(time));
  return { local: plain.toString({ smallestUnit: 'minute' }), at: new Date(plain.toZonedDateTime(zone).epochMilliseconds) };
}

/** The same the other way round: how many days before the start a day lies. */
export const daysBefore = (starts: string, local: string): number =>
  Temporal.PlainDateTime.from(local).toPlainDate().until(Temporal.PlainDateTime.from(starts).toPlainDate(), { largestUnit: 'days' }).days;
