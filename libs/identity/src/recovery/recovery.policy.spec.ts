import { Role } from '@hub/access';
import { type Helper, mayRecoverTogether } from './recovery.policy.js';

const helper = (personId: string, organisationId: string, roles: Role[], more: Partial<Helper> = {}): Helper => ({ personId, organisationId, roles, active: true, contactPoint: false, ...more });

describe('two people recover an account together', () => {
  const officer = helper('a', 'home', [Role.OFFICER]);
  const administrator = helper('b', 'home', [Role.ADMINISTRATOR]);
  const contact = helper('c', 'home', [Role.CONTACT_POINT], { contactPoint: true });
  const reader = helper('d', 'home', [Role.READER]);
  const coordinator = helper('e', 'npa', [Role.COORDINATOR]);
  const stranger = helper('f', 'elsewhere', [Role.ADMINISTRATOR, Role.CONTACT_POINT], { contactPoint: true });

  it.each<[string, Helper, Helper, boolean]>([
    ['officer and administrator', officer, administrator, true],
    ['officer and contact point', officer, contact, true],
    ['coordinator and contact point', coordinator, contact, true],
    ['one person twice', officer, officer, false],
    ['officer and reader', officer, reader, false],
    ['coordinator and officer', coordinator, officer, false],
    ['coordinator and administrator', coordinator, administrator, false],
    ['stranger and contact point', stranger, contact, false],
    ['stranger and coordinator', stranger, coordinator, false],
    ['two coordinators', coordinator, helper('g', 'npa', [Role.COORDINATOR]), false],
    ['officer and a suspended one', officer, { ...administrator, active: false }, false],
    ['suspended coordinator and contact point', { ...coordinator, active: false }, contact, false],
  ])('%s', (_, one, other, expected) => {
    expect(mayRecoverTogether(one, other, 'home')).toBe(expected);
    expect(mayRecoverTogether(other, one, 'home')).toBe(expected);
  });
});
