// Rows that somebody may not know of, each by its id.
import type { TestHub } from '@hub/testing';
import type { Cast } from './matrix.cast.js';

export const INVITATION = '11111111-1111-4111-8111-111111111111';
export const RECOVERY = '22222222-2222-4222-8222-222222222222';
export const WEBHOOK = '33333333-3333-4333-8333-333333333333';
export const DELIVERY = '44444444-4444-4444-8444-444444444444';
/** A request for release, and a view for somebody outside, of home's AMBER bulletin. */
export const REQUEST = '55555555-5555-4555-8555-555555555555';
export const VIEW = '66666666-6666-4666-8666-666666666666';
/** A request to show it to somebody outside. */
export const OUTSIDE_REQUEST = '77777777-7777-4777-8777-777777777777';
export const STRIKE = '55555555-5555-4555-8555-555555555555';
export const DESTRUCTION = '66666666-6666-4666-8666-666666666666';
export const HANDOVER = '55555555-5555-4555-8555-555555555555';
export const EXPORT = '55555555-5555-4555-8555-555555555555';
export const LEGAL = '77777777-7777-4777-8777-777777777777';
export const UPLOAD = '55555555-5555-4555-8555-555555555555';
const FILE = `INSERT INTO hub.attachments (id, organisation_id, person_id, bulletin_id, name, length, received, state, type, size, sha256, created_at, touched_at)`;

/** Adds them, where home's bulletins are. */
export async function hideRows(hub: TestHub, cast: Cast, { amber, red }: Record<'amber' | 'red', string>): Promise<void> {
  const home = cast.organisations['home'];
  const { author, administrator, colleague } = cast.people;
  await hub.superuser(`INSERT INTO hub.invitations (id, token_hash, organisation_id, invited_by, email, roles, language, created_at, expires_at)
    VALUES ($1, '\\x01', $2, $3, 'new@home.example', '{READER}', 'en', $4::timestamptz, $4::timestamptz + interval '7 days')`, [INVITATION, home, administrator.id, hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.account_recoveries (id, person_id, organisation_id, requested_by, requested_at, expires_at)
    VALUES ($1, $2, $3, $4, $5::timestamptz, $5::timestamptz + interval '1 day')`, [RECOVERY, colleague.id, home, author.id, hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.webhook_endpoints (id, organisation_id, url, description, secret, position, created_at) VALUES ($1, $2, 'https://hooks.example', '', '\\x00', 0, $3)`, [WEBHOOK, home, hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.webhook_deliveries (id, endpoint_id, organisation_id, type, state, created_at, ended_at) VALUES ($1, $2, $3, 'TEST', 'DELIVERED', $4, $4)`, [DELIVERY, WEBHOOK, home, hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.release_requests (id, bulletin_id, originator_id, asker_id, person_id, recipient_id, purpose, asked_at, answer_by)
    VALUES ($1, $2, $3, $4, $5, $6, 'x', $7::timestamptz, $7::timestamptz + interval '9 days')`, [REQUEST, amber, home, cast.organisations['receiver'], cast.people.recipient.id, cast.organisations['outside'], hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.outside_releases (id, bulletin_id, originator_id, number, content_hash, section_ids, reader_name, reader_organisation, purpose, expires_at, proposed_by, proposed_at)
    VALUES ($1, $2, $3, 1, '\\x00', '{}', 'x', 'x', 'x', $4::timestamptz + interval '9 days', $5, $4)`, [VIEW, amber, home, hub.clock.now(), author.id]);
  await hub.superuser(`INSERT INTO hub.outside_requests (id, bulletin_id, originator_id, asker_id, person_id, reader_name, reader_organisation, contact, purpose, asked_at, answer_by)
    VALUES ($1, $2, $3, $4, $5, 'x', 'x', 'x', 'x', $6::timestamptz, $6::timestamptz + interval '9 days')`, [OUTSIDE_REQUEST, amber, home, cast.organisations['receiver'], cast.people.recipient.id, hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.strikes (id, bulletin_id, struck_at, struck_by, reason) VALUES ($1, $2, $3, $4, 'X')`, [STRIKE, red, hub.clock.now(), author.id]);
  await hub.superuser(`INSERT INTO hub.recalls (id, bulletin_id, cause, opened_at, opened_by, due_at, gathered_at) VALUES ($1, $2, 'WITHDRAWN', $3, $4, $3::timestamptz + interval '9 days', $3)`, [DESTRUCTION, red, hub.clock.now(), author.id]);
  await hub.superuser(`INSERT INTO hub.recall_requests (id, recall_id, bulletin_id, reference, cause, originator_id, organisation_id, readers, asked_at, due_at)
    SELECT $1, $1, $2, 'REF', 'WITHDRAWN', $3, $4, ARRAY[p.principal], $5::timestamptz, $5::timestamptz + interval '9 days' FROM hub.persons p WHERE p.id = $6`, [DESTRUCTION, red, home, cast.organisations['receiver'], hub.clock.now(), cast.people.named.id]);
  await hub.superuser(`INSERT INTO hub.legal_demands (id, organisation_id, authority, legal_basis, received_on, scope, registered_at, registered_by) VALUES ($1, $2, 'X', 'X', '2026-01-01', 'X', $3, $4)`, [LEGAL, home, hub.clock.now(), author.id]);
  await hub.superuser(`INSERT INTO hub.legal_demand_bulletins (demand_id, bulletin_id) VALUES ($1, $2)`, [LEGAL, amber]);
  await hub.superuser(`INSERT INTO hub.legal_holds (id, bulletin_id, organisation_id, reason, review_on, placed_at, placed_by) VALUES ($1, $2, $3, 'X', '2099-01-01', $4, $5)`, [LEGAL, red, home, hub.clock.now(), author.id]);
  await hub.superuser(`INSERT INTO hub.handovers (id, organisation_id, person_id, successor_id, reason, from_at, planned_by, planned_at) VALUES ($1, $2, $3, $4, 'ROTATION', $5, $3, $5)`, [HANDOVER, home, author.id, colleague.id, hub.clock.now()]);
  await hub.superuser(`${FILE} VALUES ($1, $2, $3, NULL, 'a.pdf', 1, 1, 'READY', 'application/pdf', 1, '\\x00', $4, $4)`, [UPLOAD, home, author.id, hub.clock.now()]);
  await hub.superuser(`${FILE} SELECT md5(id || '/00000000-0000-0000-0000-000000000000')::uuid, originator_id, author_id, id, 'a.pdf', 1, 1, 'READY', 'application/pdf', 1, '\\x00', $1, $1 FROM hub.bulletins`, [hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.bulletin_attachments SELECT bulletin_id, number, md5(bulletin_id || '/00000000-0000-0000-0000-000000000000')::uuid, '00000000-0000-0000-0000-000000000000' FROM hub.bulletin_versions`);
  await hub.superuser(`INSERT INTO hub.case_exports (id, organisation_id, requested_by, format, filter, reason, persons, needs_approval, requested_at, expires_at) VALUES ($1, $2, $3, 'CSV', '{}', '', 1, true, $4::timestamptz, $4::timestamptz + interval '1 day')`, [EXPORT, home, author.id, hub.clock.now()]);
}
