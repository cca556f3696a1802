import { OrganisationKind, Role } from '@hub/access';
import type { AuditLog } from '@hub/audit';
import type { Clock, LocalisedText } from '@hub/kernel';
import { normaliseEmail, StartupError } from '@hub/kernel';
import { createOrganisation, createPerson, type NewPerson } from '@hub/parties';
import { type Database, UnitOfWork } from '@hub/platform';
import { setPasswordHash } from '../accounts.repository.js';
import { recordAct } from '../identity.acts.js';
import { hashPassword } from '../passwords/password-hasher.js';
import { assertGoodPassword } from '../passwords/password-policy.js';

/** The coordinating organisation and its first person. */
export interface FirstAdministrator {
  readonly organisation: { readonly code: string; readonly names: LocalisedText };
  readonly person: Pick<NewPerson, 'email' | 'language' | 'familyName' | 'givenName' | 'kana' | 'latinFamilyName' | 'latinGivenName' | 'title'>;
  readonly password: string;
}

/**
 * Makes the coordinating organisation and its first person, a COORDINATOR and ADMINISTRATOR: once, on a hub that has no
 * organisation yet. StartupError where it has one. Two at once: one is too late.
 */
export async function bootstrapFirstAdministrator(
  database: Database,
  clock: Clock,
  audit: AuditLog,
  { organisation, person, password }: FirstAdministrator,
): Promise<{ organisationId: string; personId: string }> {
  const at = clock.now();
  const names = [person.familyName, person.givenName, person.kana, person.latinFamilyName, person.latinGivenName];
  assertGoodPassword(password, { email: normaliseEmail(person.email), names }, 'password');
  const passwordHash = await hashPassword(password);
  return new UnitOfWork(database).realm('setup', at, async (tx) => {
    await tx.query('setup-alone', 'SELECT pg_advisory_xact_lock(7302)');
    const there = await tx.query('setup-organisations', 'SELECT 1 FROM hub.organisations LIMIT 1');
    if (there.length > 0) {
      throw new StartupError(
        'This hub has organisations already, so its first administrator was made before.',
        'Sign in as an ADMINISTRATOR of the coordinating organisation and invite further people there.',
      );
    }
    const { id: organisationId } = await createOrganisation(tx, { ...organisation, kind: OrganisationKind.COORDINATOR, createdAt: at });
    const { id: personId } = await createPerson(tx, { ...person, organisationId, roles: [Role.COORDINATOR, Role.ADMINISTRATOR], createdAt: at });
    await setPasswordHash(tx, personId, passwordHash, at);
    await recordAct(audit, tx, { action: 'hub.set_up', at, by: { personId, organisationId }, subjectId: organisationId });
    return { organisationId, personId };
  });
}
