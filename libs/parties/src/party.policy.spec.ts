import { OrganisationKind, type PersonActor, Role } from '@hub/access';
import { DomainError } from '@hub/kernel';
import { requireMayGrant, requireMayRemove, requireMaySetRoles } from './party.policy.js';

const { READER, OFFICER, CONTACT_POINT, ADMINISTRATOR, COORDINATOR, AUDITOR } = Role;

const actor = (kind: OrganisationKind, ...roles: Role[]): PersonActor => ({
  kind: 'person', sessionId: 's', epoch: 1, instant: new Date(0), personId: 'me', organisationId: 'o', organisationKind: kind,
  roles: new Set(roles), language: 'en', readerPrincipal: 10, officerPrincipal: 11, selfPrincipal: 12,
});
const embassy = actor(OrganisationKind.EMBASSY, ADMINISTRATOR);
const police = actor(OrganisationKind.COORDINATOR, ADMINISTRATOR);
const coordinator = actor(OrganisationKind.COORDINATOR, ADMINISTRATOR, COORDINATOR);

const allowed = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect((error as DomainError).code).toBe('FORBIDDEN');
    return false;
  }
};

describe('who may grant what', () => {
  it.each<[string, PersonActor, Role[], boolean]>([
    ['an embassy: ordinary roles', embassy, [READER, OFFICER, CONTACT_POINT, ADMINISTRATOR], true],
    ['an embassy: COORDINATOR', embassy, [COORDINATOR], false],
    ['an embassy: AUDITOR beside others', embassy, [OFFICER, AUDITOR], false],
    ['the coordinating organisation: AUDITOR', police, [AUDITOR], true],
    ['its administrator without COORDINATOR: COORDINATOR', police, [COORDINATOR], false],
    ['its coordinator: COORDINATOR', coordinator, [COORDINATOR], true],
  ])('%s', (_, who, roles, expected) => expect(allowed(() => requireMayGrant(who, roles))).toBe(expected));
});

describe('who may set whose roles', () => {
  it.each<[string, PersonActor, { id: string; roles: Role[] }, Role[], boolean]>([
    ['a colleague gets more', embassy, { id: 'other', roles: [READER] }, [OFFICER, ADMINISTRATOR], true],
    ['a colleague becomes COORDINATOR at an embassy', embassy, { id: 'other', roles: [READER] }, [COORDINATOR], false],
    ['oneself gets more', embassy, { id: 'me', roles: [ADMINISTRATOR] }, [ADMINISTRATOR, OFFICER], false],
    ['oneself gets another instead', embassy, { id: 'me', roles: [ADMINISTRATOR] }, [READER], false],
    ['oneself gives up some', embassy, { id: 'me', roles: [ADMINISTRATOR, READER] }, [READER], true],
    ['a coordinator loses it through an administrator', police, { id: 'other', roles: [COORDINATOR, READER] }, [READER], false],
    ['a coordinator keeps it, and gets another through an administrator', police, { id: 'other', roles: [COORDINATOR] }, [COORDINATOR, READER], false],
    ['a coordinator loses it through a coordinator', coordinator, { id: 'other', roles: [COORDINATOR, READER] }, [READER], true],
    ['a coordinator gives it up', coordinator, { id: 'me', roles: [ADMINISTRATOR, COORDINATOR] }, [ADMINISTRATOR], true],
  ])('%s', (_, who, person, roles, expected) => expect(allowed(() => requireMaySetRoles(who, person, roles))).toBe(expected));
});

describe('who may suspend or end whom', () => {
  it.each<[string, PersonActor, { id: string; roles: Role[] }, boolean]>([
    ['a colleague', embassy, { id: 'other', roles: [OFFICER] }, true],
    ['another administrator', embassy, { id: 'other', roles: [ADMINISTRATOR] }, true],
    ['oneself', embassy, { id: 'me', roles: [ADMINISTRATOR] }, false],
    ['a coordinator, by an administrator', police, { id: 'other', roles: [COORDINATOR] }, false],
    ['a coordinator, by a coordinator', coordinator, { id: 'other', roles: [COORDINATOR] }, true],
  ])('%s', (_, who, person, expected) => expect(allowed(() => requireMayRemove(who, person))).toBe(expected));
});
