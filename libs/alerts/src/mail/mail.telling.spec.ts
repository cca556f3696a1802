import { Role } from '@hub/access';
import { BulletinKind, Urgency } from '@hub/bulletins';
import { AlertKind } from '../alert.types.js';
import { type Extent, extentOf, type MailNotice, tellingOf } from './mail.telling.js';

const [READER, OFFICER, SELF, OTHER] = [10, 11, 12, 99];
const notice = (more: Partial<MailNotice> = {}): MailNotice => ({
  epoch: 1, roles: [Role.READER], reader: READER, officer: OFFICER, self: SELF, filter: {}, position: 1, kind: AlertKind.PUBLISHED, bulletinId: 'b', originatorId: 'o', accessEpoch: 1, open: true, named: false, told: false,
  tlp: 'AMBER', readers: [READER], barred: [], bulletinReaders: [READER, OTHER], editors: [OTHER], reference: 'NPA-2026-AAAAAA', bulletinKind: BulletinKind.NOTICE, urgency: Urgency.ROUTINE, countries: ['PH'], citizenships: [], exploitation: [], ...more,
});

it.each<[string, Partial<MailNotice>, Extent]>([
  ['what one may see', {}, 'names'],
  ['TLP:CLEAR', { tlp: 'CLEAR', readers: [1], bulletinReaders: [1] }, 'names'],
  ['TLP:RED', { tlp: 'RED', readers: [SELF], bulletinReaders: [SELF] }, 'waits'],
  ['what names persons', { named: true }, 'waits'],
  ['what is for others', { readers: [OTHER] }, null],
  ['what is for officers, as a reader', { readers: [OFFICER] }, null],
  ['what is for officers, as one', { readers: [OFFICER], roles: [Role.OFFICER] }, 'names'],
  ['what one is barred from', { barred: [READER] }, null],
  ['what the database closes', { open: false }, null],
  ['what the application closes', { bulletinReaders: [OTHER] }, null],
  ['an organisation’s bulletins, as administrator alone', { roles: [Role.ADMINISTRATOR] }, null],
  ['what is lost', { kind: AlertKind.ACCESS_LOST, open: false, bulletinReaders: [OTHER] }, null],
  ['what is lost and was told of', { kind: AlertKind.ACCESS_LOST, open: false, bulletinReaders: [OTHER], told: true }, 'ended'],
  ['what is lost for one is never named, though it may be seen', { kind: AlertKind.ACCESS_LOST, told: true }, 'ended'],
  ['a withdrawal of what can be seen no more and was told of', { kind: AlertKind.WITHDRAWN, open: false, told: true }, 'ended'],
  ['a revision of what can be seen no more and was told of', { kind: AlertKind.REVISED, open: false, told: true }, null],
  ['a withdrawal', { kind: AlertKind.WITHDRAWN }, 'names'],
  ['a withdrawal, past a filter', { kind: AlertKind.WITHDRAWN, filter: { kinds: [BulletinKind.ALERT] } }, 'names'],
  ['another kind than wanted', { filter: { kinds: [BulletinKind.ALERT] } }, null],
  ['another kind than wanted, IMMEDIATE', { filter: { kinds: [BulletinKind.ALERT] }, urgency: Urgency.IMMEDIATE }, 'names'],
  ['IMMEDIATE, left out expressly', { filter: { urgencies: [Urgency.ROUTINE] }, urgency: Urgency.IMMEDIATE }, null],
  ['that nobody has answered, to an editor', { kind: AlertKind.UNANSWERED, editors: [READER] }, 'names'],
  ['that nobody has answered, to who edits no more', { kind: AlertKind.UNANSWERED }, null],
  ['a question', { kind: AlertKind.THREAD }, 'names'],
  ['a question on what can be seen no more', { kind: AlertKind.THREAD, open: false, told: true }, null],
  ['what no bulletin stands behind', { kind: AlertKind.REGISTER, bulletinId: null }, 'waits'],
  ['what no bulletin stands behind and names one, as administrator alone', { kind: AlertKind.REGISTER, bulletinId: null, readers: [SELF], roles: [Role.ADMINISTRATOR] }, 'waits'],
  ['what no bulletin stands behind, for the readers, as administrator alone', { kind: AlertKind.REGISTER, bulletinId: null, roles: [Role.ADMINISTRATOR] }, null],
  ['a bulletin that names one, as administrator alone', { readers: [SELF], bulletinReaders: [SELF], roles: [Role.ADMINISTRATOR] }, null],
  ['what no bulletin stands behind, for others', { kind: AlertKind.REGISTER, bulletinId: null, readers: [OTHER] }, null],
  ['TLP:RED of another kind than wanted', { tlp: 'RED', readers: [SELF], bulletinReaders: [SELF], filter: { kinds: [BulletinKind.ALERT] } }, null],
])('of %s', (_what, more, extent) => {
  expect(extentOf(notice(more))).toBe(extent);
});

it('a mail of which nothing is left is none', () => {
  expect(tellingOf([notice({ open: false }), notice({ readers: [OTHER] })])).toBeNull();
});

it('how much waits or has ended is not told', () => {
  const red = { tlp: 'RED', readers: [SELF], bulletinReaders: [SELF] };
  expect(tellingOf([notice(red), notice(red), notice()])?.telling).toEqual({ waits: true, ended: false, lines: [{ kind: 'PUBLISHED', reference: 'NPA-2026-AAAAAA', bulletinKind: 'NOTICE', urgency: 'ROUTINE' }] });
});
