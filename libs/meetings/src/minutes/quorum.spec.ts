import { MeetingPresence } from './minutes.enums.js';
import { presentFor, quorumOf } from './quorum.js';

const { IN_PERSON, REMOTE, ABSENT } = MeetingPresence;
const at = (itemId: string | null, organisationId: string, presence: MeetingPresence) => ({ itemId, organisationId, presence });
const ROLL = [at(null, 'npa', IN_PERSON), at(null, 'ph', REMOTE), at(null, 'br', ABSENT), at('one', 'ph', ABSENT), at('one', 'br', IN_PERSON), at('two', 'iom', REMOTE)];

describe('who is there', () => {
  it.each<[string | null, string[] | null, string[]]>([
    [null, null, ['npa', 'ph']],
    ['one', null, ['npa', 'br']],
    ['two', null, ['npa', 'ph', 'iom']],
    ['two', ['ph', 'iom'], ['ph', 'iom']],
  ])('of %s, open to %j, is %j', (item, audience, expected) => {
    expect([...presentFor(item, ROLL, audience).keys()]).toEqual(expected);
  });

  it.each<[number, number, number | null, string[] | null, number, boolean]>([
    [7, 15, null, null, 8, false], [8, 15, null, null, 8, true], [7, 14, null, null, 8, false], [5, 15, 5, null, 5, true], [2, 15, 5, ['a', 'b', 'c'], 2, true], [0, 0, null, null, 1, false],
  ])('%d of %d with a quorum of %j, open to %j, need %d: %j', (present, parties, set, audience, needed, met) => {
    expect(quorumOf(present, { parties, set, audience })).toEqual({ present, needed, met });
  });
});
