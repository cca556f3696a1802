import { type Actor, type HubContext, noteEpoch, Role, Scope } from '@hub/access';
import { isId, type PageRequest } from '@hub/kernel';
import { type ReadTx, UnitOfWork } from '@hub/platform';
import { Injectable } from '@nestjs/common';
import type { Circle } from './circle.types.js';
import type { Organisation } from './organisation.types.js';
import { type Person, personOf, type PersonRow } from './person.types.js';

/** A place in the list of organisations, or of people: what they are sorted by, and what makes it unique. */
export type PartyKey = readonly [string, string];

const STATE = `CASE WHEN p.ended_at IS NOT NULL THEN 'ENDED' WHEN p.suspended_at IS NOT NULL THEN 'SUSPENDED' ELSE 'ACTIVE' END`;

/** $2: the asker's organisation or null; $3: whether a coordinator asks. */
const ORGANISATION = `SELECT o.id, o.kind, o.code, o.country, o.names, CASE WHEN $2::uuid IS NOT NULL THEN json_build_object(
    'contactPointId', o.contact_point_id, 'deputyId', o.deputy_id, 'dutyTelephone', o.duty_telephone, 'dutyRole', o.duty_role,
    'suspendedAt', CASE WHEN $3 THEN hub.iso(o.suspended_at) END, 'revision', CASE WHEN $3 OR o.id = $2 THEN o.revision END) END AS details
  FROM hub.organisations o`;

/** $2: the asker's organisation. The person stands beside the card for colleagues only. */
const PERSON = `SELECT c.person_id AS id, c.organisation_id AS "organisationId", c.card,
    CASE WHEN p.id IS NOT NULL THEN json_build_object('familyName', p.family_name, 'givenName', p.given_name, 'kana', p.kana,
      'latinFamilyName', p.latin_family_name, 'latinGivenName', p.latin_given_name, 'title', p.title, 'email', p.email,
      'language', p.language, 'roles', p.roles, 'revision', p.revision, 'state', ${STATE}) END AS own
  FROM hub.person_cards c LEFT JOIN hub.persons p ON p.id = c.person_id AND p.organisation_id = $2`;

const SORT_NAME = `lower(coalesce(o.names->>'en', o.code)) COLLATE "C"`;
const SORT_PERSON = `coalesce(p.kana, p.latin_family_name, p.family_name) COLLATE "C"`;

const askerOf = (actor: Actor): [string | null, boolean] =>
  actor.kind === 'person' ? [actor.organisationId, actor.roles.has(Role.COORDINATOR)] : [null, false];

/** Reads parties in the asker's scope: row security below, and the same said again here. */
@Injectable()
export class PartyRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: Scope,
  ) {}

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.unitOfWork.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }

  /** Organisations by id: all for whoever is signed in, the originators of what is public for others. */
  async organisations(context: HubContext, ids: readonly string[]): Promise<Organisation[]> {
    const { actor } = context;
    return this.read(context, (tx) =>
      tx.query<Organisation>(
        'parties-organisations',
        `${ORGANISATION} WHERE o.id = ANY ($1::uuid[])
           AND ($2::uuid IS NOT NULL OR EXISTS (SELECT FROM hub.bulletins b WHERE b.originator_id = o.id AND b.readers && $4::int[]))`,
        [ids.filter(isId), ...askerOf(actor), this.scope.principals(actor)],
      ),
    );
  }

  /** A page of the parties that can be addressed now, by English name; coordinators see the suspended ones too. */
  async organisationPage(context: HubContext, { limit, after }: PageRequest<PartyKey>): Promise<(Organisation & { sort: string })[]> {
    return this.read(context, (tx) =>
      tx.query<Organisation & { sort: string }>(
        'parties-organisation-page',
        `${ORGANISATION.replace('SELECT ', `SELECT ${SORT_NAME} AS sort, `)} WHERE $2::uuid IS NOT NULL AND ($3 OR o.suspended_at IS NULL)
           AND ($4::text IS NULL OR (${SORT_NAME}, o.code COLLATE "C") > ($4, $5))
         ORDER BY ${SORT_NAME}, o.code COLLATE "C" LIMIT $1`,
        [limit + 1, ...askerOf(context.actor), after?.[0] ?? null, after?.[1] ?? null],
      ),
    );
  }

  /** Persons by id: colleagues, other organisations' contact points and deputies, and whoever acknowledged what the asker may see. */
  async persons(context: HubContext, ids: readonly string[]): Promise<Person[]> {
    const { actor } = context;
    if (actor.kind === 'anonymous') return [];
    const rows = await this.read(context, (tx) =>
      tx.query<PersonRow>(
        'parties-persons',
        `${PERSON} WHERE c.person_id = ANY ($1::uuid[]) AND (c.organisation_id = $2 OR c.contact OR EXISTS (
           SELECT FROM hub.acknowledgements a JOIN hub.bulletins b ON b.id = a.bulletin_id
           WHERE a.person_id = c.person_id AND b.readers && $3::int[] AND (a.organisation_id = $2 OR b.editors && $3::int[])))`,
        [ids.filter(isId), actor.organisationId, this.scope.principals(actor)],
      ),
    );
    return rows.map(personOf);
  }

  /** A page of the asker's own organisation's people, by reading of the name; administrators see suspended ones too. */
  async people(context: HubContext, organisationId: string, all: boolean, { limit, after }: PageRequest<PartyKey>): Promise<(Person & { sort: string })[]> {
    const rows = await this.read(context, (tx) =>
      tx.query<PersonRow & { sort: string }>(
        'parties-people',
        `${PERSON.replace('SELECT ', `SELECT ${SORT_PERSON} AS sort, `)}
         WHERE p.id IS NOT NULL AND p.ended_at IS NULL AND ($3 OR p.suspended_at IS NULL)
           AND ($4::text IS NULL OR (${SORT_PERSON}, p.id) > ($4, $5::uuid))
         ORDER BY ${SORT_PERSON}, p.id LIMIT $1`,
        [limit + 1, organisationId, all, after?.[0] ?? null, after?.[1] ?? null],
      ),
    );
    return rows.map((row) => ({ ...personOf(row), sort: row.sort }));
  }

  /** Circles by id, or all of them, with their members. */
  async circles(context: HubContext, ids: readonly string[] | null): Promise<Circle[]> {
    const { actor } = context;
    if (actor.kind === 'anonymous') return [];
    return this.read(context, (tx) =>
      tx.query<Circle>(
        'parties-circles',
        `SELECT c.id, c.code, c.names AS texts, CASE WHEN $2 THEN c.revision END AS revision, ARRAY(
             SELECT m.organisation_id::text FROM hub.circle_members m JOIN hub.organisations o ON o.id = m.organisation_id
             WHERE m.circle_id = c.id ORDER BY o.code) AS "memberIds"
         FROM hub.circles c WHERE $1::uuid[] IS NULL OR c.id = ANY ($1::uuid[]) ORDER BY c.code`,
        [ids && ids.filter(isId), askerOf(actor)[1]],
      ),
    );
  }

  /** The asker's own organisation's approval route, in order. */
  async approvalRoute(context: HubContext, organisationId: string): Promise<{ step: number; approverIds: string[]; standInIds: string[] }[]> {
    return this.read(context, (tx) =>
      tx.query(
        'parties-approval-route',
        `SELECT step, approver_ids::text[] AS "approverIds", stand_in_ids::text[] AS "standInIds"
         FROM hub.approval_steps WHERE organisation_id = $1 ORDER BY step`,
        [organisationId],
      ),
    );
  }
}
