import { invalid } from '@hub/kernel';
import type { PersonActor } from '@hub/access';
import type { Tx } from '@hub/platform';
import { Tlp } from './bulletin.enums.js';
import type { AudienceInput } from './bulletin.inputs.js';

/** An organisation that a recipient's request opened a bulletin to: which request, which sections, until when. */
export interface ReleaseEntry { requestId: string; organisationId: string; principal: number; sectionIds: string[]; until: string | null }

/** What stands in an audience beside what was named in it: releases, and whom it reaches without them. */
export interface Released {
  entries: ReleaseEntry[];
  reached: string[];
  principals: number[];
  /** Of a section: it had no audience of its own, and stands with one only because not every release covers it. */
  whole: boolean;
}

/** An audience as it is kept with a version or a section: what was named, and whom that reaches. */
export interface AudienceSpec {
  everyone: boolean;
  organisationIds: string[];
  /** Named circles with the members that count. */
  circles: { id: string; members: string[] }[];
  personIds: string[];
  /** All organisations reached, circles resolved; with TLP:RED those of the persons. */
  reached: string[];
  /** Principals of the database; they never leave the hub. */
  principals: number[];
  /** Releases to third organisations; absent where there are none. `reached` and `principals` count them. */
  released?: Released;
}

const EVERYONE_PRINCIPAL: Partial<Record<Tlp, number>> = { [Tlp.CLEAR]: 1, [Tlp.GREEN]: 2 };

/** Refuses what the mark does not allow, before anything is looked up. */
export function checkMark(tlp: Tlp, input: AudienceInput, field: string): void {
  const organisations = (input.organisationIds?.length ?? 0) + (input.circleIds?.length ?? 0);
  const persons = input.personIds?.length ?? 0;
  if (tlp === Tlp.RED && (input.everyone || organisations > 0)) {
    throw invalid(field, 'TLP:RED goes to named persons only: use personIds. / TLP:REDの宛先は個人に限られます。');
  }
  if (tlp !== Tlp.RED && persons > 0) throw invalid(`${field}.personIds`, 'Persons can be named with TLP:RED only.');
  if (input.everyone && EVERYONE_PRINCIPAL[tlp] === undefined) {
    throw invalid(`${field}.everyone`, 'Everyone can receive with TLP:GREEN or TLP:CLEAR only.');
  }
  if (input.everyone && organisations > 0) throw invalid(`${field}.everyone`, 'Everyone stands alone: name no organisations beside it.');
}

/**
 * Looks up whom an audience reaches. A circle named in `before` keeps its fixed members. What does not exist and what may
 * not be named is the same INVALID_INPUT.
 */
export async function resolveAudience(
  tx: Tx,
  actor: PersonActor,
  tlp: Tlp,
  input: AudienceInput,
  field: string,
  before: AudienceSpec | null,
): Promise<AudienceSpec> {
  checkMark(tlp, input, field);
  const organisationIds = [...new Set(input.organisationIds)];
  const circleIds = [...new Set(input.circleIds)];
  const personIds = [...new Set(input.personIds)];
  if (input.everyone) {
    return { everyone: true, organisationIds: [], circles: [], personIds: [], reached: [], principals: [EVERYONE_PRINCIPAL[tlp] ?? 2] };
  }
  if (tlp === Tlp.RED) return resolvePersons(tx, actor, personIds, field);

  const circles = await resolveCircles(tx, circleIds, field, before);
  const reached = [...new Set([...organisationIds, ...circles.flatMap(({ members }) => members)])].filter((id) => id !== actor.organisationId);
  const found = await tx.query<{ id: string; principal: number }>(
    'audience-organisations',
    'SELECT id, reader_principal AS principal FROM hub.organisations WHERE id = ANY ($1)',
    [[...reached, ...organisationIds]],
  );
  const principals = new Map(found.map(({ id, principal }) => [id, principal]));
  if (organisationIds.some((id) => !principals.has(id))) throw invalid(`${field}.organisationIds`, 'Names an organisation that is not known.');
  return {
    everyone: false, organisationIds, circles, personIds: [], reached,
    principals: reached.map((id) => principals.get(id)).filter((principal) => principal !== undefined),
  };
}

async function resolveCircles(tx: Tx, ids: readonly string[], field: string, before: AudienceSpec | null): Promise<AudienceSpec['circles']> {
  if (ids.length === 0) return [];
  const rows = await tx.query<{ id: string; members: string[] }>(
    'audience-circles',
    `SELECT c.id, coalesce(array_agg(m.organisation_id::text) FILTER (WHERE m.organisation_id IS NOT NULL), '{}') AS members
     FROM hub.circles c LEFT JOIN hub.circle_members m ON m.circle_id = c.id WHERE c.id = ANY ($1) GROUP BY c.id`,
    [ids],
  );
  const now = new Map(rows.map(({ id, members }) => [id, members]));
  const fixed = new Map(before?.circles.map(({ id, members }) => [id, members]));
  return ids.map((id) => {
    const members = fixed.get(id) ?? now.get(id);
    if (!members) throw invalid(`${field}.circleIds`, 'Names a circle that is not known.');
    return { id, members };
  });
}

async function resolvePersons(tx: Tx, actor: PersonActor, ids: readonly string[], field: string): Promise<AudienceSpec> {
  const rows = await tx.query<{ id: string; organisation_id: string; principal: number }>(
    'audience-persons',
    'SELECT id, organisation_id, principal FROM hub.nameable_persons($1)',
    [ids],
  );
  if (rows.length !== ids.length) {
    throw invalid(`${field}.personIds`, "Names somebody who can't be named: in other organisations only the contact point and the deputy can be.");
  }
  const reached = [...new Set(rows.map((row) => row.organisation_id))].filter((id) => id !== actor.organisationId);
  return { everyone: false, organisationIds: [], circles: [], personIds: [...ids], reached, principals: rows.map((row) => row.principal) };
}

/** Whether everybody whom `inner` reaches is reached by `outer`: a section's audience, or a narrowing. */
export function isWithin(inner: Pick<AudienceSpec, 'everyone' | 'personIds' | 'principals'>, outer: Pick<AudienceSpec, 'everyone' | 'principals'>): boolean {
  if (outer.everyone) return inner.personIds.length === 0 && (!inner.everyone || inner.principals.every((p) => outer.principals.some((q) => q <= p)));
  if (inner.everyone) return false;
  return inner.principals.every((principal) => outer.principals.includes(principal));
}
