// How operations on interpretation are tried: each names an edition, item, interpreter or assignment that is not there, which comes before what somebody may.
import type { ActorName, Cast } from './matrix.cast.js';

interface Operation { readonly call: (cast: Cast, actor: ActorName) => string; readonly answer: (actor: ActorName) => string }
interface Tools { readonly mutate: (text: string) => Operation['call']; readonly by: (open: string) => Operation['answer'] }

const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';

/** All of them. */
export function interpretationOperations({ mutate, by }: Tools): Record<string, Operation> {
  const one = (name: string, input: string, gives = 'edition { id }'): [string, Operation] => [`Mutation.${name}`, { call: mutate(`${name}(input: { ${input} }) { ${gives} }`), answer: by('NOT_FOUND') }];
  const both = `itemId: "${ABSENT}", interpreterId: "${ABSENT}"`;
  return {
    ...Object.fromEntries([
      one('enterMeetingInterpreter', `editionId: "${ABSENT}", familyName: "X", givenName: "X", languages: ["ja", "th"]`, 'interpreter { id }'), one('updateMeetingInterpreter', `id: "${ABSENT}", expectedRevision: 1`, 'interpreter { id }'),
      one('removeMeetingInterpreter', `id: "${ABSENT}", expectedRevision: 1`), one('assignMeetingInterpreter', `${both}, between: ["ja", "th"]`), one('clearMeetingInterpreter', both), one('revokeMeetingInterpreterClearance', both),
      one('createMeetingInterpreterLink', `interpreterId: "${ABSENT}", expiresAt: "2027-01-01T00:00:00Z"`, 'link { id }'),
    ]),
    'Mutation.unassignMeetingInterpreter': { call: mutate(`unassignMeetingInterpreter(id: "${ABSENT}") { edition { id } }`), answer: by('NOT_FOUND') },
  };
}
