import { newOrderedId, newTimedId } from '@hub/kernel';
import { copiesOf, type Entered } from './act.js';
import { sealBodies } from './bodies/body-set.js';
import { actKeyOf, actorTags, type Keyring } from './bodies/keyring.js';
import { packAct } from './packed-act.js';

/** An act as the ledger takes it: its id, the key its bodies are under, what the sealer makes records of, and the bodies, encrypted. */
export interface Sealable {
  readonly actId: string;
  readonly keyId: string;
  readonly packed: Buffer;
  readonly bodies: Buffer;
}

/**
 * Makes of what is to be entered one copy for each holder, and encrypts their bodies under the new act's own key. The sealer gives
 * the copies their places, and needs no key for that.
 */
export function enter(keyring: Keyring, entered: Entered): Sealable {
  const actId = newOrderedId();
  const { id: keyId, secret } = keyring.current;
  const actKey = actKeyOf(secret, actId);
  const { action, at, person, persons, organisation } = entered;
  const copies = copiesOf(entered).map((copy) => ({ id: newTimedId(), ...copy }));
  const who = `"person":${JSON.stringify(person)},${persons ? `"persons":${JSON.stringify(persons)},` : ''}`;
  const [actionText, rest] = [JSON.stringify(action), `"occurredAt":${JSON.stringify(at)},"organisation":${JSON.stringify(organisation)},${who}"subject":`];
  const { hashes, sealed } = sealBodies(actKey, copies.map(({ holder, id, detail, subject }) => {
    // The act's id joins a holder's copy to a receipt; others have no receipt, and nothing to compare with each other.
    const act = holder === organisation ? `"${actId}"` : 'null';
    return { holder, text: `{"act":${act},"action":${actionText},"detail":${detail},"id":"${id}",${rest}${JSON.stringify(subject)},"v":1}` };
  }));
  const marked = persons ?? (person === null ? [] : [person]);
  const tag = marked.length === 0 ? null : actorTags(actKey, marked);
  return { actId, keyId, bodies: sealed, packed: packAct({ occurredAt: Date.parse(at), action, organisation, tag, copies, bodyHashes: hashes }) };
}
