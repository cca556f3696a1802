import { publishNew } from '@hub/testing';
import { act } from './interpreting.js';
import { documentsOn } from './meeting.documents.js';
import type { DayWorld } from './scheduling.js';

/** Items with documents in an edition whose agenda is open, and how the holder of a link fetches them. */
export function linkedDocuments(world: () => DayWorld, pixels: () => Buffer) {
  const { filed } = documentsOn(() => world().hub, pixels);
  const fetched = async (url: string, id: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> => {
    const response = await fetch(`${url}?document=${id}`);
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const agendaOpen = (): Promise<unknown> => world().hub.superuser(`UPDATE hub.meeting_editions SET state = 'AGENDA_OPEN', starts_local = '2027-02-16 13:30', ends_local = '2027-02-16 17:30', starts_at = '2027-02-16T04:30:00Z', ends_at = '2027-02-16T08:30:00Z' WHERE id = $1`, [world().edition]);
  /** An item on the agenda with a document that may be made public, both with this name. */
  const item = async (title: string, more: object = {}): Promise<{ id: string; file: string }> => {
    const { ask, edition, people } = world();
    const { id } = (await ask('officer', act('proposeMeetingItem', 'item { id }'), { input: { editionId: edition, titles: [{ language: 'en', text: title }], purpose: 'DISCUSSION', minutes: 10, ...more } })).proposeMeetingItem.item;
    await ask('coordinator', 'mutation ($input: MeetingItemInput!) { acceptMeetingItem(input: $input) { item { id } } }', { input: { id, expectedRevision: 1 } });
    return { id, file: (await filed(people.officer, id, `${title.replace(/\W+/g, ' ').trim()}.png`, 'en', undefined, { confidential: false }))[0]?.attachment.id ?? '' };
  };
  /** A further document of an item, of which nothing is said: it is confidential. */
  const unsaid = async (id: string, name: string): Promise<{ id: string; file: string }> => ({ id, file: (await filed(world().people.officer, id, name)).find(({ attachment }) => attachment.name === name)?.attachment.id ?? '' });
  /** A bulletin with this mark. */
  const about = (tlp: string, audience: object = { everyone: true }): Promise<{ id: string; revision: number }> => publishNew(world().hub, world().people.officer, world().people.deputy, { tlp, title: tlp, audience });
  return { fetched, agendaOpen, item, unsaid, about };
}
