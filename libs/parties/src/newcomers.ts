import { OrganisationKind, type Role } from '@hub/access';
import { invalid, type LocalisedText, newId, normaliseEmail, normaliseInput } from '@hub/kernel';
import type { Tx } from '@hub/platform';
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
