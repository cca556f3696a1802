import type { ReactNode } from 'react';
import type { Tlp } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { labelOf } from '../ui/mark.js';
import { Radios } from '../ui/radios.js';
import { Notice } from '../ui/states.js';
import { laterReach, mayBeForEveryone, NOBODY, type Parties, type Picks, reachOf, sectionReach, suggestionOf, withinReach } from './audience.js';
import type { Form, SectionForm } from './form.js';
import { Picker } from './picker.js';
import { useReachWords } from './reach-words.js';

/** Who receives, in words and numbers, and whom the mark lets receive. */
export function AudiencePicker({ form, parties, onChange, legend }: { form: Form; parties: Parties; onChange: (audience: Picks) => void; legend?: string }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  const { audience, tlp, facts } = form;
  const says = useReachWords(parties);
  const dropped = tlp === 'RED' ? audience.organisationIds.length + audience.circleIds.length + Number(audience.everyone) : audience.personIds.length + Number(audience.everyone && !mayBeForEveryone(tlp));
  const everyone = audience.everyone && mayBeForEveryone(tlp);
  return (
    <fieldset className="audience">
      <legend>{legend ?? texts.audience}</legend>
      <p className="audience-says" role="status">{says(reachOf(audience, tlp, parties), tlp)}</p>
      {dropped > 0 && <Notice kind="warning"><p>{tlp === 'RED' ? texts.droppedByRed : texts.dropped(labelOf(tlp))}</p></Notice>}
      {tlp === 'RED' ? (
        <>
          <p className="help">{texts.redGoesTo}</p>
          <Picker label={texts.persons} value={audience.personIds} onChange={(personIds) => onChange({ ...audience, personIds })} options={parties.persons.map(({ id, name, organisation, isOwn }) => ({ id, name, note: isOwn ? texts.ownPerson : organisation }))} />
        </>
      ) : (
        <>
          <Radios<'named' | 'everyone'>
            label={texts.goesTo} value={everyone ? 'everyone' : 'named'} onChange={(to) => onChange({ ...audience, everyone: to === 'everyone' })}
            options={[
              { key: 'named', text: texts.named },
              { key: 'everyone', text: tlp === 'CLEAR' ? texts.public : texts.everyone, isDisabled: !mayBeForEveryone(tlp), means: mayBeForEveryone(tlp) ? (tlp === 'CLEAR' ? texts.publicMeans : texts.everyoneMeans) : texts.notForEveryone(labelOf(tlp)) },
            ]}
          />
          {!everyone && parties.circles.length > 0 && (
            <Picker label={texts.circles} value={audience.circleIds} onChange={(circleIds) => onChange({ ...audience, circleIds })} options={parties.circles.map(({ id, name, members }) => ({ id, name, note: texts.members(members.length) }))} />
          )}
          {!everyone && <Picker label={texts.organisations} value={audience.organisationIds} onChange={(organisationIds) => onChange({ ...audience, organisationIds })} options={useOptions(parties, facts.citizenships)} />}
        </>
      )}
    </fieldset>
  );
}

/** Organisations to pick from; those that suggest themselves come first, unticked. */
function useOptions(parties: Parties, citizenships: readonly string[]): { id: string; name: string; note: string | null }[] {
  const { texts: { writing: texts } } = useLanguage();
  const options = parties.organisations.map((party) => ({ party, why: suggestionOf(party, citizenships) }));
  return [...options.filter(({ why }) => why === 'embassy'), ...options.filter(({ why }) => why !== 'embassy')].map(({ party: { id, name }, why }) => ({ id, name, note: why === 'embassy' ? texts.suggestedEmbassy : why === 'police' ? texts.suggestedPolice : null }));
}

/** Whom a section is for: all recipients, or some of them. */
export function SectionAudience({ section, form, parties, onChange }: { section: SectionForm; form: Form; parties: Parties; onChange: (audience: Picks | null) => void }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  const { tlp } = form;
  const says = useReachWords(parties);
  const whole = withinReach(form, parties);
  const later = laterReach(form, parties).flatMap(({ organisationIds }) => organisationIds);
  const reach = sectionReach(section.audience, form, parties);
  const picks = section.audience ?? NOBODY;
  const options = tlp === 'RED'
    ? parties.persons.filter(({ id }) => whole.personIds.includes(id)).map(({ id, name, organisation }) => ({ id, name, note: organisation }))
    : parties.organisations.filter(({ id }) => whole.everyone || whole.organisationIds.includes(id)).map(({ id, name }) => ({ id, name, note: later.includes(id) ? texts.laterRecipient : null }));
  // Circles picked before are shown by their members: a section is for some of those who receive.
  const value = tlp === 'RED' ? picks.personIds : [...new Set([...reach.organisationIds])];
  const pick = (ids: string[]): void => onChange(tlp === 'RED' ? { ...NOBODY, personIds: ids } : { ...NOBODY, organisationIds: ids });
  return (
    <div className="audience">
      <Radios<'all' | 'some'>
        label={texts.sectionFor} value={section.audience === null ? 'all' : 'some'} onChange={(to) => onChange(to === 'all' ? null : NOBODY)}
        options={[{ key: 'all', text: texts.sectionForAll }, { key: 'some', text: texts.sectionForSome, means: texts.sectionForSomeMeans }]}
      />
      {section.audience !== null && <Picker label={tlp === 'RED' ? texts.persons : texts.organisations} options={options} value={value} onChange={pick} />}
      <p className="audience-says" role="status">{says(reach, tlp, section.audience === null ? null : whole)}</p>
    </div>
  );
}

/** The name of a mark with what it allows, for choosing one. */
export const MARKS: readonly Tlp[] = ['RED', 'AMBER_STRICT', 'AMBER', 'GREEN', 'CLEAR'];
