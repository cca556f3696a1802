import { parseReceiptHeader } from '@hub/audit';
import { Role } from '@hub/access';
import { addPerson, data, type TestPerson } from '@hub/testing';
import { amber, liveHub } from './support/live-hub.js';

const live = liveHub({ oneHub: true });

describe('an alert that several people of one organisation are shown at once', () => {
  const trail = async (who: TestPerson, subjectId?: string): Promise<{ id: string; actor: { id: string } | null; actors: { id: string }[]; organisation: { id: string } | null }[]> => {
    const filter = subjectId ? `, subjectId: "${subjectId}"` : '';
    return data(await live.hub.graphql(`{ auditTrail(filter: { actions: ["bulletin.listed"]${filter} }) { nodes { id actor { id } actors { id } organisation { id } } } }`, { token: who.token })).auditTrail.nodes;
  };
  const ids = (people: { id: string }[]): string[] => people.map(({ id }) => id).sort();
  /** Three who follow, and an alert that they have. */
  const told = async (): Promise<{ people: TestPerson[]; bulletin: string; receipts: string[] }> => {
    const people = await Promise.all([1, 2, 3].map(() => addPerson(live.hub, live.world.recipient)));
    const sockets = await Promise.all(people.map((person) => live.following(live.hub, person)));
    for (const socket of sockets) await socket.has(1);
    const { id } = await live.newBulletin(amber('Together', live.world.recipient));
    for (const socket of sockets) await socket.has(2);
    return { people, bulletin: id, receipts: sockets.map(({ messages }) => messages.at(-1)?.payload?.extensions?.auditReceipt ?? '') };
  };

  it('makes one record for each holder that names them all, and one receipt for it', async () => {
    const { people, bulletin, receipts } = await told();
    const records = (await live.hub.recorded({ action: 'bulletin.listed', subject: bulletin })).filter(({ organisation }) => organisation === live.world.recipient);
    expect(records.map(({ holder }) => holder).sort()).toEqual([live.world.recipient, live.world.author.organisationId].sort());
    for (const { person, persons } of records) expect([person, [...(persons ?? [])].sort()]).toEqual([null, ids(people)]);
    expect(new Set(receipts).size).toBe(1);
    expect(parseReceiptHeader(receipts[0] ?? '').acts).toEqual([records[0]?.actId]);
  });

  it('is each one’s own act, by which he learns of no colleague', async () => {
    const { people } = await told();
    for (const person of people) {
      const [entry, ...more] = await trail(person);
      expect([entry?.actor?.id, ids(entry?.actors ?? []), more]).toEqual([person.id, [person.id], []]);
      const proof = data(await live.hub.graphql(`{ auditInclusionProof(entryId: "${entry?.id}") { leaf body } }`, { token: person.token })).auditInclusionProof;
      expect([typeof proof.leaf, proof.body]).toEqual(['string', null]);
    }
    expect(await trail(await addPerson(live.hub, live.world.recipient))).toEqual([]);
  });

  it('shows to whoever may read all of the record who they were; people whom the originator does not know are not named to him', async () => {
    const { people, bulletin } = await told();
    const contact = await addPerson(live.hub, live.world.recipient, { roles: [Role.CONTACT_POINT] });
    const [entry] = await trail(contact);
    expect([entry?.actor, ids(entry?.actors ?? [])]).toEqual([null, ids(people)]);
    const proof = data(await live.hub.graphql(`{ auditInclusionProof(entryId: "${entry?.id}") { body } }`, { token: contact.token })).auditInclusionProof;
    expect(JSON.parse(Buffer.from(proof.body, 'base64').toString()).persons.sort()).toEqual(ids(people));
    const theirs = (await trail(live.world.author, bulletin)).filter(({ organisation }) => organisation?.id === live.world.recipient);
    expect(theirs.map(({ actor, actors }) => [actor, actors])).toEqual([[null, []]]);
  });
});
