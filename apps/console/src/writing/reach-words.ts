import type { Tlp } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { visible } from '../ui/visible.js';
import type { Parties, Reach } from './audience.js';

/** Says in words and numbers whom an audience reaches; of a section with an audience of its own also how many it does not. */
export function useReachWords(parties: Parties): (reach: Reach, tlp: Tlp, whole?: Reach | null) => string {
  const { texts: { writing: texts }, moments } = useLanguage();
  const names = new Map(parties.organisations.map(({ id, name }) => [id, visible(name)]));
  const persons = new Map(parties.persons.map(({ id, name, organisation, isOwn }) => [id, isOwn ? visible(name) : texts.personOf(visible(name), visible(organisation))]));
  const listed = (ids: readonly string[], known: ReadonlyMap<string, string>): string => moments.list(ids.map((id) => known.get(id) ?? texts.unknownParty).sort(moments.collator.compare));
  return ({ everyone, organisationIds, personIds }, tlp, whole = null) => {
    if (everyone) return tlp === 'CLEAR' ? texts.reachPublic : texts.reachEveryone(parties.organisations.length);
    const [ids, known] = tlp === 'RED' ? [personIds, persons] : [organisationIds, names];
    const seen = ids.length === 0 ? (tlp === 'RED' ? texts.reachNoPerson : texts.reachNobody) : tlp === 'RED' ? texts.reachPersons(ids.length, listed(ids, known)) : texts.reachOrganisations(ids.length, listed(ids, known));
    if (!whole) return seen;
    const others = whole.everyone ? parties.organisations.length - ids.length : (tlp === 'RED' ? whole.personIds : whole.organisationIds).filter((id) => !ids.includes(id)).length;
    return others > 0 ? `${seen} ${texts.reachOthers(others)}` : seen;
  };
}
