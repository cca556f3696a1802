import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, appoint, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { act, type Known } from './interpreting.js';

/** An edition with its agenda open: who comes and needs which language, an item open to all, one closed, and two about bulletins. */
export interface InterpretingWorld {
  hub: TestHub;
  edition: string;
  who: Record<'coordinator' | 'npa' | 'ph' | 'phSecond' | 'phReader' | 'br' | 'brSecond' | 'th' | 'outsider', TestPerson>;
  items: Record<'open' | 'closed' | 'amber' | 'strict', string>;
  bulletin: { id: string; revision: number };
}

/** Makes it; `marker` stands in all that is not open to everybody. */
export async function interpretingWorld(marker: string): Promise<InterpretingWorld> {
  const hub = await createTestHub();
  const ask = async (by: TestPerson, text: string, input: object): Promise<Known> => data(await hub.graphql(text, { token: by.token, variables: { input } }));
  hub.clock.set(new Date('2027-03-01T00:00:00Z'));
  const embassy = (code: string): Promise<string> => addOrganisation(hub, { kind: OrganisationKind.EMBASSY, country: code, name: `Embassy ${code}` });
  const npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
  const [ph, br, th] = [await embassy('PH'), await embassy('BR'), await embassy('TH')];
  const contact = { roles: [Role.CONTACT_POINT, Role.OFFICER] };
  const who = {
    coordinator: await addPerson(hub, npa, { roles: [Role.COORDINATOR, Role.READER] }), npa: await addPerson(hub, npa, { roles: [Role.READER] }), ph: await addPerson(hub, ph, contact), phSecond: await addPerson(hub, ph), phReader: await addPerson(hub, ph, { roles: [Role.READER] }),
    br: await addPerson(hub, br, contact), brSecond: await addPerson(hub, br), th: await addPerson(hub, th, contact), outsider: await addPerson(hub, await addOrganisation(hub), contact),
  };
  for (const by of [who.ph, who.br, who.th]) await appoint(hub, by.organisationId, by.id);
  const edition: string = (await ask(who.coordinator, act('openMeetingEdition'), { year: 2027, organisationIds: [npa, ph, br, th] })).openMeetingEdition.edition.id;
  await hub.superuser(`UPDATE hub.meeting_editions SET state = 'AGENDA_OPEN', starts_local = '2027-03-04 13:30', ends_local = '2027-03-04 17:30', starts_at = '2027-03-04T04:30:00Z', ends_at = '2027-03-04T08:30:00Z' WHERE id = $1`, [edition]);
  await hub.superuser(`INSERT INTO hub.meeting_invitations (edition_id, deadline_days, deadline_time, face, invited_at, invited_by) VALUES ($1, 14, '17:00', '{"on": false}', $2, $3)`, [edition, hub.clock.now(), who.coordinator.id]);
  const send = (by: TestPerson, language: string, interpretation: string | null): Promise<Known> => ask(by, act('nameMeetingDelegate', 'delegate { id }'), { editionId: edition, familyName: 'Delegate', givenName: language, language, interpretation });
  await send(who.coordinator, 'ja', null);
  await send(who.ph, 'en', null);
  await send(who.br, 'pt-BR', 'pt');
  await send(who.th, 'th', 'th');
  const bulletin = await publishNew(hub, who.ph, who.phSecond, { tlp: 'AMBER', title: marker, audience: { organisationIds: [br] } });
  const strict = await publishNew(hub, who.ph, who.phSecond, { tlp: 'AMBER_STRICT', title: marker, audience: { organisationIds: [br] } });
  const propose = async (by: TestPerson, title: string, more: object = {}): Promise<string> => {
    hub.clock.advance(1000);
    const { id } = (await ask(by, act('proposeMeetingItem', 'item { id }'), { editionId: edition, titles: [{ language: 'en', text: title }], purpose: 'DISCUSSION', minutes: 30, ...more })).proposeMeetingItem.item;
    await ask(who.coordinator, 'mutation ($input: MeetingItemInput!) { acceptMeetingItem(input: $input) { item { id } } }', { id, expectedRevision: 1 });
    return id;
  };
  const items = {
    open: await propose(who.ph, 'Shelters'), closed: await propose(who.br, `${marker} of Ginza`, { audience: [ph] }), amber: await propose(who.ph, `${marker} of Osaka`, { bulletinIds: [bulletin.id] }),
    strict: await propose(who.ph, `${marker} of Kobe`, { bulletinIds: [strict.id] }),
  };
  return { hub, edition, who, items, bulletin };
}
