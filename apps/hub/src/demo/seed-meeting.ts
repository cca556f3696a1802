import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { graphql, type GraphQLSchema } from 'graphql';
import type { HubContext } from '@hub/access';
import { AttachmentChecks, UploadsService } from '@hub/attachments';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import { dayOf, isOfficeDay, officeDay } from './content/dated-text.js';
import { demoWorld, type DemoPerson } from './content/index.js';
import { lastMeeting } from './content/meeting-last.js';
import { nextMeeting } from './content/meeting-next.js';
import type { DemoAnswers, DemoDelegate, DemoItem, DemoTexts } from './content/meeting.types.js';
import { daysOffAround } from './days-off.js';
import { drawLeaflet } from './leaflet.js';
import { type DemoIds, knownIds, of } from './seed-ids.js';
import { contextOf, endSeedingSessions, openSeedingSessions } from './seed-sessions.js';

const DAY = 86_400_000;
const COORDINATOR = 'coordinator@npa.example';
/** The series began in 2004. */
const BEFORE_FIRST = 2003;

/** Loads the demo world's meetings where there are none: whole, or not at all. The demo world itself is there. */
export async function seedDemoMeetingsOnce({ app }: { app: INestApplicationContext }, say: (line: string) => void): Promise<void> {
  const uow = app.get(UnitOfWork);
  const now = app.get<Clock>(Clock as never).now();
  const ids = await uow.realm('setup', now, async (tx) => {
    if ((await tx.query('demo-meetings', 'SELECT 1 FROM hub.meeting_editions LIMIT 1')).length > 0) return null;
    return knownIds(tx, await tx.query<{ code: string; id: string }>('demo-organisations', 'SELECT code, id FROM hub.organisations'));
  });
  if (!ids) return;
  say('Loading the demo world: last year’s meeting, and the one to come …');
  const actors = await openSeedingSessions(uow, ids.persons, new Date(now.getTime() - 366 * DAY), now);
  const daysOff = await daysOffAround(now);
  const people = new Map(demoWorld(now).organisations.flatMap(({ persons }) => persons.map((person) => [person.email, person])));
  await uow.asOne(() => new DemoMeetings(uow, ids, people, app.get(GraphQLSchemaHost).schema, { uploads: app.get(UploadsService), checks: app.get(AttachmentChecks) }, { now, daysOff }, (email, at) => contextOf(actors, email, at)).load());
  await endSeedingSessions(uow, actors, now);
}

interface Named { readonly id: string }
interface Poll { readonly poll: { readonly slots: readonly Named[] } }

/** Two years of the meeting, done by the operations that everybody uses, at the instants that they tell of. */
class DemoMeetings {
  /** Items by their English titles. */
  private readonly items = new Map<string, string>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly ids: DemoIds,
    private readonly people: ReadonlyMap<string, DemoPerson>,
    private readonly schema: GraphQLSchema,
    private readonly files: { uploads: UploadsService; checks: AttachmentChecks },
    private readonly calendar: { readonly now: Date; readonly daysOff: ReadonlySet<string> },
    private readonly as: (email: string, at: Date) => HubContext,
  ) {}

  async load(): Promise<void> {
    // The day that the notice `contact-point-meeting` names.
    const day = this.officeDay(this.ago(-42));
    const next = await this.last(this.nearest(new Date(Date.parse(day) - 364 * DAY)), Number(day.slice(0, 4)) - 1);
    await this.next(next, day);
  }

  /** Last year's, from its opening to its closed minutes; gives the edition that closing it opened. */
  private async last(day: string, year: number): Promise<string> {
    const { edition: { id } } = await this.do<{ edition: Named }>(COORDINATOR, this.ago(365), 'openMeetingEdition', { year, number: year - BEFORE_FIRST, suggestedMonths: [Number(day.slice(5, 7))] }, 'edition { id }');
    await this.schedule(id, day, lastMeeting.answers, { opened: 364, decided: 357 });
    await this.prepare(id, lastMeeting.place, `${dayOf(this.ago(329))}T17:00`, 356);
    await this.move(id, 'OPEN_AGENDA', this.ago(355));
    const items = await this.propose(id, lastMeeting.items, 340);
    await this.delegates(id, lastMeeting.delegates, 335);
    await this.move(id, 'FREEZE_AGENDA', this.ago(328));
    const inSession = new Date(`${day}T14:30:00+09:00`);
    await this.move(id, 'BEGIN', new Date(`${day}T13:55:00+09:00`));
    const presence = (code: string): string => (lastMeeting.absent.includes(code) ? 'ABSENT' : lastMeeting.remote.includes(code) ? 'REMOTE' : 'IN_PERSON');
    await this.do(COORDINATOR, inSession, 'recordMeetingAttendance', { editionId: id, attendance: [...this.ids.organisations].map(([code, organisationId]) => ({ organisationId, presence: presence(code) })) }, 'edition { id }');
    const reports = [];
    for (const [index, item] of lastMeeting.items.entries()) reports.push(...(await this.minute(items[index] ?? '', item, inSession)));
    await this.move(id, 'END', new Date(`${day}T17:00:00+09:00`));
    await this.do(COORDINATOR, this.ago(316), 'openMinutesReview', { editionId: id, expectedRevision: await this.minutes(id, this.ago(316)), closesAt: this.ago(292).toISOString() }, 'edition { id }');
    for (const [index, { by, ...answer }] of lastMeeting.responses.entries()) await this.do(by, this.ago(312 - index), 'respondToMinutes', { editionId: id, ...answer }, 'edition { id }');
    await this.do(COORDINATOR, this.ago(290), 'approveMinutes', { editionId: id, expectedRevision: await this.minutes(id, this.ago(290)) }, 'edition { id }');
    for (const { by, daysAgo, ...report } of reports.filter(({ state }) => state === 'DONE')) await this.do(by, this.ago(daysAgo), 'reportMeetingAction', { ...report, expectedRevision: 1 }, 'action { id }');
    const { next } = await this.do<{ next: Named }>(COORDINATOR, this.ago(75), 'moveMeeting', { id, act: 'CLOSE', expectedRevision: await this.revision(id, this.ago(75)) }, 'next { id }');
    for (const { by, daysAgo, ...report } of reports.filter(({ state }) => state === 'OPEN')) await this.do(by, this.ago(daysAgo), 'reportMeetingAction', { ...report, expectedRevision: 1 }, 'action { id }');
    return next.id;
  }

  /** The one to come: decided, most have named delegates, and the agenda is open. */
  private async next(id: string, day: string): Promise<void> {
    await this.schedule(id, day, nextMeeting.answers, { opened: 70, decided: 49 });
    await this.prepare(id, nextMeeting.place, `${this.officeDay(this.ago(-14))}T17:00`, 14, nextMeeting.letter);
    await this.move(id, 'OPEN_AGENDA', this.ago(13));
    await this.propose(id, nextMeeting.items, 2);
    await this.delegates(id, nextMeeting.delegates, 8);
    await this.do(nextMeeting.sendsNobody, this.ago(5), 'answerMeetingInvitation', { editionId: id, sendsNobody: true }, 'edition { id }');
    for (const { by, interprets, ...interpreter } of nextMeeting.interpreters) {
      const entered = await this.do<{ interpreter: Named }>(by, this.ago(4), 'enterMeetingInterpreter', { editionId: id, ...interpreter }, 'interpreter { id }');
      for (const { item, between } of interprets) await this.do(by, this.ago(1), 'assignMeetingInterpreter', { itemId: of(this.items, item), interpreterId: entered.interpreter.id, between }, 'edition { id }');
    }
  }

  /** Asks for three days at two in the afternoon, and decides the first. */
  private async schedule(id: string, day: string, answers: DemoAnswers, { opened, decided }: { opened: number; decided: number }): Promise<void> {
    const slots = [0, 7, 14].map((days) => ({ startsLocal: `${this.officeDay(new Date(Date.parse(day) + days * DAY))}T14:00`, minutes: 180 }));
    const at = this.ago(opened);
    const { poll } = await this.do<Poll>(COORDINATOR, at, 'openMeetingPoll', {
      editionId: id, expectedRevision: await this.revision(id, at), deadline: this.ago(decided + 1).toISOString(), quorum: 10, slots, mustAttend: [of(this.ids.organisations, 'NPA'), of(this.ids.organisations, 'IOM')],
    }, 'poll { slots { id } }');
    for (const [index, [by, said]] of Object.entries(answers).entries()) {
      await this.do(by, this.ago(opened - 1 - index * 0.3), 'answerMeetingPoll', { editionId: id, expectedRevision: 0, answers: poll.slots.map((slot, place) => ({ slotId: slot.id, answer: said[place] })) }, 'poll { id }');
    }
    await this.do(COORDINATOR, this.ago(decided), 'decideMeetingSlot', { editionId: id, expectedRevision: await this.revision(id, this.ago(decided)), slotId: poll.slots[0]?.id }, 'edition { id }');
  }

  /** Place, letter, and asking for delegates. */
  private async prepare(id: string, place: DemoTexts, deadlineLocal: string, daysAgo: number, letter?: typeof nextMeeting.letter): Promise<void> {
    const at = this.ago(daysAgo);
    await this.do(COORDINATOR, at, 'updateMeetingEdition', { id, expectedRevision: await this.revision(id, at), place: inLanguages(place) }, 'edition { id }');
    if (letter) await this.do(COORDINATOR, at, 'setMeetingLetter', { editionId: id, expectedRevision: 0, documentNumber: letter.documentNumber, datedOn: dayOf(at), sender: inLanguages(letter.sender) }, 'edition { id }');
    await this.do(COORDINATOR, at, 'inviteMeetingDelegates', { editionId: id, expectedRevision: await this.revision(id, at), deadlineLocal }, 'edition { id }');
  }

  private async propose(editionId: string, items: readonly DemoItem[], acceptedDaysAgo: number): Promise<string[]> {
    const proposed: string[] = [];
    for (const { by, daysAgo, titles, purpose, minutes, presenter = '', audience, bulletins = [], waits, sponsors = [], documents = [] } of items) {
      const context = this.as(by, this.ago(daysAgo));
      const { item: { id } } = await this.do<{ item: Named }>(by, this.ago(daysAgo), 'proposeMeetingItem', {
        editionId, titles: inLanguages(titles), purpose, minutes, presenter, audience: audience?.map((code) => of(this.ids.organisations, code)) ?? null, bulletinIds: await this.bulletins(context, bulletins),
      }, 'item { id }');
      proposed.push(id);
      this.items.set(titles.en, id);
      for (const sponsor of sponsors) await this.do(sponsor, this.ago(daysAgo - 0.5), 'sponsorMeetingItem', { id, sponsors: true }, 'item { id }');
      for (const [place, { by: filer, language, name, lines }] of documents.entries()) await this.do(filer, this.ago(daysAgo - 0.7 - place * 0.01), 'addMeetingDocument', { itemId: id, language, uploadId: await this.upload(this.as(filer, this.ago(daysAgo - 0.6)), name, lines) }, 'item { id }');
      if (!waits) await this.do(COORDINATOR, this.ago(acceptedDaysAgo), 'acceptMeetingItem', { id, expectedRevision: 1 }, 'item { id }');
    }
    return proposed;
  }

  private async delegates(editionId: string, delegates: readonly DemoDelegate[], daysAgo: number): Promise<void> {
    for (const [index, { of: email, ...needs }] of delegates.entries()) {
      const person = this.people.get(email);
      if (!person) throw new Error(`The demo world has no ${email}.`);
      const { familyName, givenName, kana, latinFamilyName, latinGivenName, language, title } = person;
      const by = email.replace(/^[^@]+/, email.endsWith('@npa.example') ? 'coordinator' : 'officer');
      await this.do(by, this.ago(daysAgo - index * 0.4), 'nameMeetingDelegate', { editionId, familyName, givenName, kana: kana.replace('・', ' '), latinFamilyName, latinGivenName, language, titles: inLanguages(title), ...needs }, 'delegate { id }');
    }
  }

  /** What was noted, decided and taken on; gives the reports that came of it. */
  private async minute(itemId: string, { notes, decision, actions = [] }: DemoItem, at: Date): Promise<{ id: string; by: string; daysAgo: number; state: string; body: string }[]> {
    if (!notes) return [];
    for (const language of ['ja', 'en'] as const) await this.do(notes.by, at, 'writeMeetingNotes', { itemId, language: language.toUpperCase(), expectedRevision: 0, body: notes[language] }, 'text { revision }');
    if (decision) await this.do(notes.by, at, 'recordMeetingDecision', { itemId, texts: inBoth(decision) }, 'edition { id }');
    const reports = [];
    for (const { owner, texts, dueInDays, report } of actions) {
      const { action } = await this.do<{ action: Named }>(notes.by, at, 'recordMeetingAction', { itemId, ownerId: of(this.ids.organisations, owner), dueOn: dayOf(this.ago(-dueInDays)), texts: inBoth(texts) }, 'action { id }');
      if (report) reports.push({ id: action.id, ...report });
    }
    return reports;
  }

  /** A file takes the same way as everybody's. */
  private async upload(context: HubContext, name: string, lines: readonly string[]): Promise<string> {
    const bytes = await drawLeaflet(lines);
    const { id } = await this.files.uploads.begin(context, 'demo', { name, length: bytes.length });
    await this.files.uploads.append(context, id, 0, Readable.from([bytes]));
    await this.files.checks.run();
    return id;
  }

  private async bulletins(context: HubContext, keys: readonly string[]): Promise<string[]> {
    const found = await this.uow.read(context.actor, (tx) => tx.query<Named>('demo-meeting-bulletins', 'SELECT id FROM hub.bulletins WHERE source_key = ANY ($1)', [keys]));
    if (found.length !== keys.length) throw new Error(`The demo world's ${keys.join(', ')} are not seen by who proposes an item about them.`);
    return found.map(({ id }) => id);
  }

  private async move(id: string, act: string, at: Date): Promise<void> {
    await this.do(COORDINATOR, at, 'moveMeeting', { id, act, expectedRevision: await this.revision(id, at) }, 'edition { id }');
  }

  private async revision(id: string, at: Date): Promise<number> {
    return (await this.ask<{ meetingEdition: { revision: number } }>(COORDINATOR, at, `{ meetingEdition(id: "${id}") { revision } }`)).meetingEdition.revision;
  }

  private async minutes(id: string, at: Date): Promise<number> {
    return (await this.ask<{ meetingEdition: { minutes: { revision: number } } }>(COORDINATOR, at, `{ meetingEdition(id: "${id}") { minutes { revision } } }`)).meetingEdition.minutes.revision;
  }

  /** An operation with its input, as its name says. */
  private async do<T>(by: string, at: Date, name: string, input: object, result: string): Promise<T> {
    const type = String(this.schema.getMutationType()?.getFields()[name]?.args[0]?.type);
    return (await this.ask<Record<string, T>>(by, at, `mutation ($input: ${type}) { ${name}(input: $input) { ${result} } }`, { input }))[name] as T;
  }

  private async ask<T>(by: string, at: Date, source: string, variableValues: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await graphql({ schema: this.schema, source, variableValues, contextValue: this.as(by, at) });
    if (errors?.[0]) throw new Error(`The demo world's ${source} by ${by} was refused: ${errors[0].message}`, { cause: errors[0] });
    return data as T;
  }

  private ago(days: number): Date {
    return new Date(Math.floor(this.calendar.now.getTime() - days * DAY));
  }

  private officeDay(at: Date): string {
    return dayOf(officeDay(at, this.calendar.daysOff));
  }

  /** Before or after: what happened last year has its own days around it. */
  private nearest(at: Date): string {
    const off = Array.from({ length: 8 }, (_, n) => [n, -n]).flat().find((days) => isOfficeDay(new Date(at.getTime() + days * DAY), this.calendar.daysOff)) ?? 0;
    return dayOf(new Date(at.getTime() + off * DAY));
  }
}

const inLanguages = (texts: DemoTexts): { language: string; text: string }[] => Object.entries(texts).map(([language, text]) => ({ language, text }));
const inBoth = (texts: DemoTexts): { language: string; text: string }[] => inLanguages(texts).map(({ language, text }) => ({ language: language.toUpperCase(), text }));
