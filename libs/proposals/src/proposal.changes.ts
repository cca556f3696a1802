import { invalid, newId, normaliseInput } from '@hub/kernel';
import { FIELD_RULES, type FieldValue, type ReadText, shownValue } from './proposal.fields.js';
import { ProposalField } from './proposal.enums.js';
import type { ProposeCorrectionInput } from './proposal.inputs.js';

/** A part of a proposal as it is kept: what it is about, and what should stand there. Nothing of what stands there. */
export interface Change {
  readonly key: string;
  readonly field: ProposalField;
  readonly sectionId: string | null;
  readonly to: FieldValue;
  /** Of a new section. */
  readonly heading?: string;
}

/** Fields that a bulletin always has: null in them is as good as absent. */
const NEEDED: readonly ProposalField[] = [ProposalField.TITLE, ProposalField.KIND, ProposalField.URGENCY, ProposalField.LANGUAGE];
const line = (text: string): string => normaliseInput(text.replace(/\s+/gu, ' '));
const FIELDS = Object.entries(FIELD_RULES) as [ProposalField, NonNullable<(typeof FIELD_RULES)[ProposalField]>][];

/** What an input changes in what its writer has seen. What says the same is no change; INVALID_INPUT where there is none. */
export function changesOf(input: ProposeCorrectionInput, seen: ReadText): Change[] {
  const changes = [...changedFields(input, seen), ...changedSections(input, seen), ...newSections(input)];
  if (changes.length === 0) throw invalid('input', 'Proposes no change of this version. / この版からの変更がありません。');
  return changes;
}

function changedFields(input: ProposeCorrectionInput, { fields }: ReadText): Change[] {
  return FIELDS.flatMap(([field, { name, fact }]) => {
    const given = (fact ? input.facts?.[name as keyof NonNullable<ProposeCorrectionInput['facts']>] : input[name as keyof ProposeCorrectionInput]) as FieldValue | Date | undefined;
    // Facts that are null altogether are cleared each.
    const value = fact && input.facts === null ? null : given;
    if (value === undefined || (value === null && NEEDED.includes(field))) return [];
    const to = value instanceof Date ? value.toISOString() : field === ProposalField.TITLE ? line(String(value)) : value;
    if (to === '') throw invalid(`input.${name}`, 'Must not be empty.');
    return shownValue(to) === shownValue(fields[name]) ? [] : [{ key: field, field, sectionId: null, to: to === null && Array.isArray(fields[name]) ? [] : to }];
  });
}

function changedSections({ sections }: ProposeCorrectionInput, seen: ReadText): Change[] {
  const known = new Map(seen.sections.map((section) => [section.sectionId, section]));
  const done = new Set<string>();
  return (sections ?? []).flatMap(({ id, heading, body, remove }, index) => {
    const at = `input.sections.${index}`;
    const sectionId = id.toLowerCase();
    const section = known.get(sectionId);
    if (!section) throw invalid(`${at}.id`, 'Is not a section of this version.');
    if (done.has(sectionId)) throw invalid(`${at}.id`, 'Stands twice.');
    done.add(sectionId);
    const part = (field: ProposalField, to: FieldValue): Change => ({ key: `${field}:${sectionId}`, field, sectionId, to });
    if (remove) {
      if (heading != null || body != null) throw invalid(`${at}.remove`, 'What should go is not changed as well.');
      return [part(ProposalField.SECTION_REMOVED, null)];
    }
    const written = heading == null ? section.heading : line(heading);
    if (written === '') throw invalid(`${at}.heading`, 'Must not be empty.');
    return [
      ...(written === section.heading ? [] : [part(ProposalField.SECTION_HEADING, written)]),
      ...(body == null || body === section.body ? [] : [part(ProposalField.SECTION_BODY, body)]),
    ];
  });
}

function newSections({ missingSections }: ProposeCorrectionInput): Change[] {
  return (missingSections ?? []).map(({ heading, body }, index) => {
    const written = line(heading);
    if (written === '') throw invalid(`input.missingSections.${index}.heading`, 'Must not be empty.');
    return { key: `${ProposalField.SECTION_ADDED}:${newId()}`, field: ProposalField.SECTION_ADDED, sectionId: null, to: body, heading: written };
  });
}
