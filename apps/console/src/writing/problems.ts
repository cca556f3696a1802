import { laterReach, type Parties, reachOf } from './audience.js';
import type { Form } from './form.js';
import { comesAtOnce, stageProblem, type StageProblem } from './stages.js';

/** What must be done before a bulletin can go out. */
export type Problem = StageProblem
  | 'title' | 'longTitle' | 'heading' | 'longHeading' | 'noSection' | 'longBody' | 'nobody' | 'number' | 'handlingNote' | 'ground' | 'checks' | 'mustNotKnow' | 'riskForEveryone' | 'acknowledgePast' | 'expiryPast' | 'releasePast' | 'expiryBeforeRelease' | 'approver';

const isCount = (text: string): boolean => text.trim() === '' || (/^\d{1,7}$/.test(text.trim()) && Number(text) <= 1_000_000);

/** What stands against sending it, in the order of the form. What the hub refuses beside this it says itself. Dates that were published may have passed: `published` has them. */
export function problemsOf(form: Form, parties: Parties, now: number, published: Form | null = null): Problem[] {
  const { audience, tlp, personAtRisk, sections, facts } = form;
  const reach = reachOf(audience, tlp, parties);
  const past = (name: 'acknowledgeBy' | 'releaseAt' | 'expiresAt'): boolean => form[name] !== '' && form[name] !== published?.[name] && Date.parse(form[name]) <= now;
  const later = laterReach(form, parties);
  const everybody = [...reach.organisationIds, ...later.flatMap(({ organisationIds }) => organisationIds)];
  const organisationsOf = (ids: readonly string[]): string[] => parties.persons.filter(({ id, isOwn }) => ids.includes(id) && !isOwn).map(({ organisationId }) => organisationId);
  const recipients = tlp === 'RED' ? organisationsOf(reach.personIds) : everybody;
  const found: (Problem | false)[] = [
    form.title.trim() === '' && 'title', form.title.length > 300 && 'longTitle',
    reach.organisationIds.length + reach.personIds.length === 0 && !reach.everyone && !form.stages.some(comesAtOnce) && 'nobody',
    sections.length === 0 && 'noSection', sections.some(({ heading }) => heading.trim() === '') && 'heading', sections.some(({ heading }) => heading.length > 200) && 'longHeading', sections.some(({ body }) => body.length > 50_000) && 'longBody',
    !(isCount(facts.potentialVictims) && isCount(facts.identifiedVictims)) && 'number',
    form.handling.includes('OTHER') && form.handlingNote.trim() === '' && 'handlingNote',
    personAtRisk?.basis === 'LAWFUL_GROUND' && personAtRisk.reason.trim() === '' && 'ground',
    personAtRisk !== null && (reach.everyone || later.some(({ everyone }) => everyone)) && 'riskForEveryone',
    personAtRisk !== null && recipients.some((id) => !personAtRisk.checks[id]) && 'checks',
    personAtRisk !== null && recipients.some((id) => personAtRisk.checks[id]?.outcome === 'MUST_NOT_KNOW') && 'mustNotKnow',
    past('acknowledgeBy') && 'acknowledgePast', past('releaseAt') && 'releasePast', past('expiresAt') && 'expiryPast',
    form.releaseAt !== '' && form.expiresAt !== '' && form.expiresAt <= form.releaseAt && 'expiryBeforeRelease',
    ...(tlp === 'RED' ? [] : [...new Set(form.stages.map((stage) => stageProblem(stage, form, now)))].map((problem) => problem ?? false as const)),
    tlp === 'RED' && !parties.hasRoute && form.approverIds.length === 0 && 'approver',
  ];
  return found.filter((problem) => problem !== false);
}
