import { OrganisationKind, type Role } from '@hub/access';
import { invalid, type LocalisedText, newId, normaliseEmail, normaliseInput } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { CircleEntity } from './circle.entity.js';
import { OrganisationEntity } from './organisation.entity.js';
import { withMeaning } from './party.errors.js';
import { PersonEntity } from './person.entity.js';
import { normaliseTexts } from './party.text.js';

/** Somebody who joins an organisation. */
export interface NewPerson {
  organisationId: string;
  email: string;
  roles: readonly Role[];
  language: string;
  familyName: string;
  givenName: string;
  /** Katakana reading. */
  kana?: string | null;
  latinFamilyName?: string | null;
  latinGivenName?: string | null;
  title?: LocalisedText;
  createdAt: Date;
}

/** An organisation that joins the hub. */
export interface NewOrganisation {
  kind: OrganisationKind;
  /** Two to six capitals: the beginning of its bulletins' references. */
  code: string;
  /** For embassies, and for them only. */
  country?: string | null;
  names: LocalisedText;
  /** Its people appear to other organisations by their duty role. */
  dutyRole?: boolean;
  dutyTelephone?: string | null;
  createdAt: Date;
}

const optional = (text: string | null | undefined): string | null => (text && normaliseInput(text)) || null;

/**
 * Adds a person; the database makes the card that others may see. Works in the realms `identity` and `setup` only.
 * Whoever calls has decided that the inviter may grant the roles. CONFLICT where the address is taken in this organisation.
 */
export async function createPerson(tx: Tx, person: NewPerson): Promise<{ id: string }> {
  const id = newId();
  const { organisationId, language, createdAt } = person;
  await withMeaning(() =>
    tx.manager.insert(PersonEntity, {
      id, organisationId, language, createdAt,
      email: normaliseEmail(person.email),
      roles: [...new Set(person.roles)],
      familyName: normaliseInput(person.familyName),
      givenName: normaliseInput(person.givenName),
      kana: optional(person.kana),
      latinFamilyName: optional(person.latinFamilyName),
      latinGivenName: optional(person.latinGivenName),
      title: normaliseTexts(person.title ?? {}),
    }),
  );
  return { id };
}

/** Adds an organisation: a coordinator's act (onboarding), or the realm `setup`. CONFLICT where the code is taken. */
export async function createOrganisation(tx: Tx, organisation: NewOrganisation): Promise<{ id: string }> {
  const id = newId();
  const code = normaliseInput(organisation.code).toUpperCase();
  const country = optional(organisation.country)?.toUpperCase() ?? null;
  if (!/^[A-Z]{2,6}$/.test(code)) throw invalid('input.code', 'A code has two to six letters, A to Z.');
  if ((country !== null) !== (organisation.kind === OrganisationKind.EMBASSY)) {
    throw invalid('input.country', 'An embassy has a country; no other organisation has one.');
  }
  await withMeaning(() =>
    tx.manager.insert(OrganisationEntity, {
      id, code, country,
      kind: organisation.kind,
      names: normaliseTexts(organisation.names),
      dutyRole: organisation.dutyRole ?? false,
      dutyTelephone: optional(organisation.dutyTelephone),
      createdAt: organisation.createdAt,
    }),
  );
  return { id };
}

/** A circle that a coordinator makes. */
export interface NewCircle {
  code: string;
  names: LocalisedText;
  memberIds: readonly string[];
}

/** Adds a circle: a coordinator's act, or the realm `setup`. CONFLICT where the code is taken. */
export async function createCircle(tx: Tx, { code, names, memberIds }: NewCircle): Promise<{ id: string }> {
  const id = newId();
  await withMeaning(() => tx.manager.insert(CircleEntity, { id, code, names: normaliseTexts(names) }));
  await addMembers(tx, id, memberIds);
  return { id };
}

/** Adds those who are not members yet; returns them. */
export async function addMembers(tx: Tx, circleId: string, organisationIds: readonly string[]): Promise<string[]> {
  const added = await tx.query<{ id: string }>(
    'circle-add-members',
    `INSERT INTO hub.circle_members (circle_id, organisation_id) SELECT $1, unnest($2::uuid[])
     ON CONFLICT DO NOTHING RETURNING organisation_id AS id`,
    [circleId, organisationIds],
  );
  return added.map(({ id }) => id);
}

/** Names contact point and deputy, without asking who wants it: for the realm `setup`. */
export async function appointContacts(tx: Tx, organisationId: string, contacts: { contactPointId: string | null; deputyId: string | null }): Promise<void> {
  await tx.manager.update(OrganisationEntity, { id: organisationId }, contacts);
}

/** Writes the steps of an approval route where there are none; order is the order given. */
export async function writeApprovalRoute(
  tx: Tx,
  organisationId: string,
  steps: readonly { approverIds: readonly string[]; standInIds: readonly string[] }[],
): Promise<void> {
  for (const [index, { approverIds, standInIds }] of steps.entries()) {
    await tx.query(
      'approval-route-step',
      'INSERT INTO hub.approval_steps (organisation_id, step, approver_ids, stand_in_ids) VALUES ($1, $2, $3, $4)',
      [organisationId, index + 1, approverIds, standInIds],
    );
  }
}
