import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, type Answer, appoint, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';

export const DAY = 86_400_000;
/** Monday, ten o'clock in Tokyo. */
export const NOW = new Date('2027-01-04T01:00:00Z');
export const SLOTS = [{ startsLocal: '2027-02-16T13:30', minutes: 150 }, { startsLocal: '2027-02-18T10:00', minutes: 150 }, { startsLocal: '2027-03-26T10:00', minutes: 150 }];

export const REASONS = 'reasons { code decisive name(language: "en") organisation { id } }';
const POLL = `id deadline closedAt quorum slots { id startsLocal startsAt ${REASONS} standing { rank yes ifNeedBe no open short mustAttendNo { id } mustAttendOpen { id } gains { id } losses { id } } }
  ranking { id } replies { organisation { id } guest answers { slotId answer } remark channel revision repliedBy { id } linkHolder } missing { id }`;
const mutation = (name: string, input: string, gives: string): string => `mutation ($input: ${input}!) { ${name}(input: $input) { ${gives} } }`;
export const OPEN = mutation('openMeetingPoll', 'OpenMeetingPollInput', `poll { ${POLL} }`);
export const UPDATE = mutation('updateMeetingPoll', 'UpdateMeetingPollInput', `poll { ${POLL} }`);
export const ANSWER = mutation('answerMeetingPoll', 'AnswerMeetingPollInput', `poll { ${POLL} }`);
export const ENTER = mutation('enterMeetingPollAnswer', 'EnterMeetingPollAnswerInput', `poll { ${POLL} }`);
export const DECIDE = mutation('decideMeetingSlot', 'DecideMeetingSlotInput', 'edition { state startsLocal endsLocal startsAt endsAt zone revision }');
export const LINK = mutation('createMeetingLink', 'CreateMeetingLinkInput', 'link { id holder state organisation { id } expiresAt } address');

export type Who = 'coordinator' | 'contact' | 'deputy' | 'officer' | 'br' | 'iom' | 'outsider';
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
type Known = any;

/** Who coordinates, three embassies (PH, BR, and KH of whose holidays little is known) and IOM, and an edition of theirs for each test. */
export class DayWorld {
  edition = '';
  private number = 30;

  private constructor(readonly hub: TestHub, readonly npa: string, readonly orgs: Record<'ph' | 'br' | 'kh' | 'iom', string>, readonly people: Record<Who, TestPerson>) {}

  static async make(): Promise<DayWorld> {
    const hub = await createTestHub({ poolSize: 6 });
    hub.clock.set(NOW);
    const npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
    const embassy = (country: string): Promise<string> => addOrganisation(hub, { kind: OrganisationKind.EMBASSY, country, name: `Embassy ${country}` });
    const orgs = { ph: await embassy('PH'), br: await embassy('BR'), kh: await embassy('KH'), iom: await addOrganisation(hub) };
    const people = {
      coordinator: await addPerson(hub, npa, { roles: [Role.COORDINATOR, Role.READER] }), contact: await addPerson(hub, orgs.ph, { roles: [Role.CONTACT_POINT] }), deputy: await addPerson(hub, orgs.ph),
      officer: await addPerson(hub, orgs.ph), br: await addPerson(hub, orgs.br, { roles: [Role.CONTACT_POINT] }), iom: await addPerson(hub, orgs.iom, { roles: [Role.ADMINISTRATOR, Role.READER] }),
      outsider: await addPerson(hub, await addOrganisation(hub), { roles: [Role.CONTACT_POINT] }),
    };
    await appoint(hub, orgs.ph, people.contact.id, people.deputy.id);
    await appoint(hub, orgs.br, people.br.id);
    return new DayWorld(hub, npa, orgs, people);
  }

  /** The next edition; those before are over. */
  async next(): Promise<void> {
    this.hub.clock.set(NOW);
    await this.hub.superuser(`UPDATE hub.meeting_editions SET state = 'CANCELLED'`);
    const organisationIds = JSON.stringify([this.npa, ...Object.values(this.orgs)]);
    this.edition = (await this.ask('coordinator', `mutation { openMeetingEdition(input: { year: 2027, number: ${(this.number += 1)}, organisationIds: ${organisationIds} }) { edition { id } } }`)).openMeetingEdition.edition.id;
  }

  send = (by: Who, text: string, variables: object = {}, headers = {}): Promise<Answer> => this.hub.graphql(text, { token: this.people[by].token, variables, headers });
  ask = async (by: Who, text: string, variables: object = {}): Promise<Known> => data(await this.send(by, text, variables));
  refusal = async (by: Who, text: string, variables: object = {}): Promise<unknown> => (await this.send(by, text, variables)).errors?.[0]?.extensions;
  revision = async (): Promise<number> => (await this.ask('coordinator', `{ meetingEdition(id: "${this.edition}") { revision } }`)).meetingEdition.revision;
  poll = async (by: Who = 'coordinator'): Promise<Known> => (await this.ask(by, `{ meetingEdition(id: "${this.edition}") { poll { ${POLL} } } }`)).meetingEdition.poll;

  open = async (input: object = {}): Promise<Known> =>
    (await this.ask('coordinator', OPEN, { input: { editionId: this.edition, expectedRevision: await this.revision(), slots: SLOTS, deadline: '2027-02-01T00:00:00Z', quorum: 3, ...input } })).openMeetingPoll.poll;

  answer = (by: Who, slots: { id: string }[], said: (string | null)[], expectedRevision = 0, more: object = {}): Promise<Answer> =>
    this.send(by, ANSWER, { input: { editionId: this.edition, expectedRevision, answers: answers(slots, ...said), ...more } });

  /** A link, and where it opens on this hub. */
  link = async (input: object = {}): Promise<{ id: string; url: string }> => {
    const made = (await this.ask('coordinator', LINK, { input: { editionId: this.edition, holder: 'Ms. Sok, attaché', expiresAt: '2027-03-01T00:00:00Z', ...input } })).createMeetingLink;
    return { id: made.link.id, url: `${this.hub.url}${made.address.replace(/^https?:\/\/[^/]+/, '')}` };
  };
}

/** Answers to slots, in order; null: not said. */
export const answers = (slots: { id: string }[], ...said: (string | null | undefined)[]): { slotId: string; answer: string }[] => slots.flatMap(({ id }, n) => { const answer = said[n]; return answer ? [{ slotId: id, answer }] : []; });
