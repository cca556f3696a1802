import type { BulletinSectionInput } from '@hub/bulletins';
import { merged } from './difference.js';
import type { Change } from './proposal.changes.js';
import { ProposalField, ProposalStanding } from './proposal.enums.js';
import { FIELD_RULES, type FieldValue, type ReadText, shownValue } from './proposal.fields.js';

/** How a change stands between the version that its proposer saw and what stands now. */
export interface Stand {
  readonly before: string | null;
  readonly proposed: string | null;
  readonly current: string | null;
  readonly standing: ProposalStanding;
  /** Where it applies: what is to be written. */
  readonly result: FieldValue;
}

const { APPLIES, CONFLICTS, ALREADY_SO } = ProposalStanding;

/** Where something has changed on both sides: of texts, what was changed in two places is put together. */
function standBetween(before: string | null, proposed: string | null, current: string | null, text: boolean): { standing: ProposalStanding; result: string | null } {
  if (current === proposed) return { standing: ALREADY_SO, result: null };
  if (current === before) return { standing: APPLIES, result: proposed };
  const result = !text || before === null || proposed === null || current === null ? null : merged(before, proposed, current);
  return { standing: result === null ? CONFLICTS : APPLIES, result };
}

const whole = (section: { heading: string; body: string } | undefined): string | null => (section ? `${section.heading}\n\n${section.body}` : null);

/** How a change stands to what somebody sees now. */
export function standOf({ field, sectionId, to, heading = '' }: Change, seen: ReadText, now: ReadText): Stand {
  const rule = FIELD_RULES[field];
  if (rule) {
    const [before, proposed, current] = [shownValue(seen.fields[rule.name]), shownValue(to), shownValue(now.fields[rule.name])];
    const { standing, result } = standBetween(before, proposed, current, rule.text === true);
    return { before, proposed, current, standing, result: result === proposed ? to : result };
  }
  if (field === ProposalField.SECTION_ADDED) {
    const proposed = `${heading}\n\n${String(to)}`;
    const there = now.sections.find((section) => whole(section) === proposed);
    return { before: null, proposed, current: whole(there), standing: there ? ALREADY_SO : APPLIES, result: to };
  }
  const [was, is] = [seen, now].map(({ sections }) => sections.find((section) => section.sectionId === sectionId));
  if (field === ProposalField.SECTION_REMOVED) {
    const [before, current] = [whole(was), whole(is)];
    return { before, proposed: null, current, standing: current === null ? ALREADY_SO : current === before ? APPLIES : CONFLICTS, result: null };
  }
  const name = field === ProposalField.SECTION_HEADING ? 'heading' : 'body';
  const [before, proposed, current] = [was?.[name] ?? null, shownValue(to), is?.[name] ?? null];
  return { before, proposed, current, ...standBetween(before, proposed, current, true) };
}

/** Sections after what was taken up, in their order; new ones at the end, for all recipients until an editor says otherwise. */
export function sectionsAfter(sections: readonly BulletinSectionInput[], taken: readonly { change: Change; result: FieldValue }[]): BulletinSectionInput[] {
  const of = (id: string | null | undefined, field: ProposalField): { result: FieldValue } | undefined => taken.find(({ change }) => change.field === field && change.sectionId === id);
  return [
    ...sections.filter(({ id }) => !of(id, ProposalField.SECTION_REMOVED)).map((section) => ({
      ...section,
      heading: String(of(section.id, ProposalField.SECTION_HEADING)?.result ?? section.heading),
      body: String(of(section.id, ProposalField.SECTION_BODY)?.result ?? section.body),
    })),
    ...taken.filter(({ change }) => change.field === ProposalField.SECTION_ADDED).map(({ change, result }) => ({ id: null, heading: change.heading ?? '', body: String(result), audience: null })),
  ];
}
