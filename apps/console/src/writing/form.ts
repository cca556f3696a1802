import type { BulletinKind, ExploitationType, HandlingCondition, MeansOfControl, SafetyOutcome, SharingBasis, Tlp, Urgency } from '../hub/enums.generated.js';
import { wallClock } from '../ui/days.js';
import { type Picks, NOBODY, picksIn, picksInSection, type Parties } from './audience.js';
import { newStages, type StageForm, stagesIn, stagesOf } from './stages.js';
import type { DraftBulletinInput, ReadToWriteQuery, ReviseBulletinInput } from './writing.generated.js';

/** What the hub gives to write on. */
export type Editable = NonNullable<NonNullable<ReadToWriteQuery['bulletin']>['editable']>;
/** A section as it is typed. `key` is the page's own; the hub gives `id` when it is saved. */
export interface SectionForm { readonly key: string; readonly id: string | null; readonly heading: string; readonly body: string; readonly audience: Picks | null }
/** Facts as they are typed. */
export interface FactsForm { readonly potentialVictims: string; readonly identifiedVictims: string; readonly citizenships: readonly string[]; readonly exploitation: readonly ExploitationType[]; readonly meansOfControl: readonly MeansOfControl[]; readonly prefectures: readonly string[] }
/** Whether a recipient may know of the person. */
export interface Check { readonly outcome: SafetyOutcome; readonly note: string }
/** What allows a bulletin about somebody. */
export interface RiskForm { readonly basis: SharingBasis; readonly reason: string; readonly checks: Readonly<Record<string, Check>> }
/** All of a bulletin as it is typed. Points in time are instants, or empty. */
export interface Form {
  readonly kind: BulletinKind; readonly tlp: Tlp; readonly urgency: Urgency; readonly language: string; readonly title: string; readonly documentNumber: string;
  readonly handling: readonly HandlingCondition[]; readonly handlingNote: string; readonly countries: readonly string[]; readonly facts: FactsForm;
  /** By whose clock release, expiry and stages are said; empty: they were said as instants. */
  readonly zone: string; readonly stages: readonly StageForm[];
  readonly audience: Picks; readonly recipientsVisible: boolean; readonly acknowledgeBy: string; readonly releaseAt: string; readonly expiresAt: string;
  readonly personAtRisk: RiskForm | null; readonly approverIds: readonly string[]; readonly sections: readonly SectionForm[];
}

/** Where a draft has no title or heading yet, the hub keeps this; here it is shown as nothing. */
export const BLANK = '(未入力 / not filled in)';
/** A text as it is shown: nothing where it was not written yet. */
export const formless = (text: string): string => (text === BLANK ? '' : text);
// What the hub takes as no text: control characters that come by pasting.
const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u000c\u000e-\u001f\u007f]/g, '');
const line = (text: string): string => clean(text).replace(/\s+/gu, ' ').trim() || BLANK;

/** A section that was not written yet. */
export const newSection = (): SectionForm => ({ key: crypto.randomUUID(), id: null, heading: '', body: '', audience: null });

/** A new bulletin. Nobody is preselected. */
export const newForm = (language: string, zone = 'Asia/Tokyo'): Form => ({
  kind: 'CASE_INFORMATION', tlp: 'AMBER', urgency: 'ROUTINE', language, title: '', documentNumber: '', handling: [], handlingNote: '', countries: [],
  facts: { potentialVictims: '', identifiedVictims: '', citizenships: [], exploitation: [], meansOfControl: [], prefectures: [] },
  zone, stages: newStages, audience: NOBODY, recipientsVisible: false, acknowledgeBy: '', releaseAt: '', expiresAt: '', personAtRisk: null, approverIds: [], sections: [newSection()],
});

/** What the hub has, to be written on. */
export function formOf(has: Editable): Form {
  const { facts, personAtRisk } = has;
  return {
    kind: has.kind, tlp: has.tlp, urgency: has.urgency, language: has.language, title: formless(has.title), documentNumber: has.documentNumber ?? '', handling: has.handling, handlingNote: formless(has.handlingNote ?? ''), countries: has.countries,
    facts: {
      potentialVictims: String(facts?.potentialVictims ?? ''), identifiedVictims: String(facts?.identifiedVictims ?? ''), citizenships: facts?.citizenships ?? [], exploitation: facts?.exploitation ?? [], meansOfControl: facts?.meansOfControl ?? [], prefectures: facts?.prefectures ?? [],
    },
    zone: has.releaseOn?.zone ?? has.expiresOn?.zone ?? has.stages[0]?.at?.zone ?? has.stages[0]?.until?.zone ?? '', stages: stagesOf(has.stages),
    audience: has.audience, recipientsVisible: has.recipientsVisible, acknowledgeBy: has.acknowledgeBy ?? '', releaseAt: has.releaseAt ?? '', expiresAt: has.expiresAt ?? '',
    personAtRisk: personAtRisk && { basis: personAtRisk.basis, reason: formless(personAtRisk.reason ?? ''), checks: Object.fromEntries(personAtRisk.safetyChecks.map(({ organisation, outcome, note }) => [organisation.id, { outcome, note: note ?? '' }])) },
    approverIds: has.approvers.map(({ id }) => id),
    sections: has.sections.map(({ id, heading, body, audience }) => ({ key: id, id, heading: formless(heading), body, audience })),
  };
}

/** A number that was typed; null for what is none. */
export const shownNumber = (text: string): number | null => count(text);

const count = (text: string): number | null => (/^\d{1,7}$/.test(text.trim()) ? Math.min(1_000_000, Number(text)) : null);
/** What lies in the past by now is no date for something new. */
const instant = (at: string, before = ''): string | null => (at === '' || (at !== before && Date.parse(at) <= Date.now()) ? null : at);

/**
 * The same as the hub takes it. What can't stand yet is left out or stands as BLANK, so that a draft can be saved at any moment: what is still to
 * be done before it goes out, `problemsOf` says.
 */
export function inputOf(form: Form, parties: Parties): Omit<DraftBulletinInput, 'sourceKey'> {
  const { facts, personAtRisk } = form;
  const numbers = { potentialVictims: count(facts.potentialVictims), identifiedVictims: count(facts.identifiedVictims) };
  const lists = { citizenships: [...facts.citizenships], exploitation: [...facts.exploitation], meansOfControl: [...facts.meansOfControl], prefectures: [...facts.prefectures] };
  const [release, expiry] = [instant(form.releaseAt), instant(form.expiresAt)];
  const on = (at: string | null): { local: string; zone: string } | null => (at === null ? null : { local: wallClock(at, form.zone), zone: form.zone });
  const times = form.zone === '' ? { releaseAt: release, expiresAt: expiry } : { releaseOn: on(release), expiresOn: on(expiry) };
  const stages = stagesIn(form, Date.now());
  const hasFacts = Object.values(numbers).some((value) => value !== null) || Object.values(lists).some(({ length }) => length > 0);
  return {
    kind: form.kind, tlp: form.tlp, urgency: form.urgency, language: form.language, title: line(form.title).slice(0, 300), documentNumber: clean(form.documentNumber).trim().slice(0, 100) || null,
    handling: [...form.handling], handlingNote: clean(form.handlingNote).trim() || (form.handling.includes('OTHER') ? BLANK : null), countries: [...form.countries], facts: hasFacts ? { ...numbers, ...lists } : null,
    audience: picksIn(form.audience, form.tlp), recipientsVisible: form.recipientsVisible && stages.length === 0, acknowledgeBy: instant(form.acknowledgeBy), ...times, stages,
    personAtRisk: personAtRisk && {
      basis: personAtRisk.basis, reason: clean(personAtRisk.reason).trim() || (personAtRisk.basis === 'LAWFUL_GROUND' ? BLANK : null),
      safetyChecks: Object.entries(personAtRisk.checks).map(([organisationId, { outcome, note }]) => ({ organisationId, outcome, note: clean(note).trim() || null })),
    },
    approverIds: form.tlp === 'RED' ? [...form.approverIds] : [],
    sections: form.sections.map(({ id, heading, body, audience }) => ({ id, heading: line(heading).slice(0, 200), body: clean(body).slice(0, 50_000), audience: audience && picksInSection(audience, form, parties) })),
  };
}

/** What a revision says: only what is otherwise than the hub has it, so that nothing else is touched. */
export function changesOf(before: Form, after: Form, parties: Parties): Omit<ReviseBulletinInput, 'id' | 'expectedRevision'> {
  const [was, is] = [inputOf(before, parties), inputOf(after, parties)];
  return Object.fromEntries(Object.entries(is).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof typeof was])));
}
