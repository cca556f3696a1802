import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import type { SafetyOutcome, SharingBasis } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Field } from '../ui/field.js';
import { Radios } from '../ui/radios.js';
import { visible } from '../ui/visible.js';
import { type Parties, reachOf, withinReach } from './audience.js';
import type { PartProps } from './basics.js';

/** Of a bulletin about somebody who can be recognised: what allows it, and for each recipient whether it may know. */
export function RiskPart({ form, change, wrong, parties }: PartProps & { parties: Parties }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  const { personAtRisk: risk } = form;
  const reach = reachOf(form.audience, form.tlp, parties);
  const named = parties.persons.filter(({ id, isOwn }) => reach.personIds.includes(id) && !isOwn).map(({ organisationId }) => organisationId);
  const recipients = form.tlp === 'RED' ? [...new Set(named)] : [...new Set([...withinReach(form, parties).organisationIds])];
  return (
    <section className="part" aria-labelledby="part-risk">
      <h2 id="part-risk">{texts.parts.risk}</h2>
      <Checkbox className="check" isSelected={risk !== null} onChange={(on) => change({ personAtRisk: on ? { basis: 'CONSENT', reason: '', checks: {} } : null })}><span className="check-box" aria-hidden="true" />{texts.aboutSomebody}</Checkbox>
      {risk && (
        <>
          <Radios<SharingBasis> label={texts.basis} value={risk.basis} onChange={(basis) => change({ personAtRisk: { ...risk, basis } })} options={[{ key: 'CONSENT', text: texts.consent }, { key: 'LAWFUL_GROUND', text: texts.lawfulGround }]} />
          {risk.basis === 'LAWFUL_GROUND' && <Area label={texts.ground} rows={2} value={risk.reason} onChange={(reason) => change({ personAtRisk: { ...risk, reason } })} error={wrong('ground')} />}
          {withinReach(form, parties).everyone && <p className="wrong">{texts.problems.riskForEveryone}</p>}
          {recipients.map((id) => {
            const check = risk.checks[id];
            const name = visible(parties.organisations.find((each) => each.id === id)?.name ?? texts.unknownParty);
            const set = (more: Partial<{ outcome: SafetyOutcome; note: string }>): void => change({ personAtRisk: { ...risk, checks: { ...risk.checks, [id]: { outcome: 'MAY_KNOW', note: '', ...check, ...more } } } });
            return (
              <div key={id} className="safety">
                <Radios<SafetyOutcome> label={texts.mayKnow(name)} value={check?.outcome ?? null} onChange={(outcome) => set({ outcome })} options={[{ key: 'MAY_KNOW', text: texts.may }, { key: 'MUST_NOT_KNOW', text: texts.mustNot }]} />
                {check && <Field label={texts.why(name)} value={check.note} onChange={(note) => set({ note })} maxLength={2000} />}
              </div>
            );
          })}
          {(wrong('checks') ?? wrong('mustNotKnow')) && <p className="wrong">{wrong('checks') ?? wrong('mustNotKnow')}</p>}
        </>
      )}
    </section>
  );
}
