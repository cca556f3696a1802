// Requests to show something to somebody outside, in the world of the bare tables.
const uuid = (n: number): string => `0d510e00-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** By what they are: of what is hidden from who asked, of what is RED, answered, granted and not approved yet (in time, too late, without a view), of what is public. */
export const OUTSIDE = { asked: uuid(1), hidden: uuid(2), red: uuid(3), granted: uuid(4), theirs: uuid(5), granting: uuid(6), withView: uuid(7), late: uuid(8), clear: uuid(9), bare: uuid(10) } as const;
/** Views that were proposed for them. */
export const PROPOSED = { granting: uuid(11), withView: uuid(12), late: uuid(13) } as const;

interface Thing { readonly id: string }
interface Who extends Thing { readonly organisationId: string }
/** What of the cast they are about. */
export interface OutsideCast {
  readonly bulletins: Readonly<Record<'amber' | 'red' | 'clear', Thing>>;
  readonly people: Readonly<Record<'author' | 'second' | 'recipient' | 'named' | 'outsider', Who>>;
}

/** Everything, written past all rules. */
export function outsideSql({ bulletins: { amber, red, clear }, people: { author, second, recipient, named, outsider } }: OutsideCast): string[] {
  const asked = (id: string, about: Thing, by: Who, until = '2100-01-01'): string => `('${id}', '${about.id}', '${author.organisationId}', '${by.organisationId}', '${by.id}', '${id}', 'x', 'x', 'x', now(), '${until}')`;
  const proposed = (id: string, request: string): string => `('${id}', '${request}', '${amber.id}', '${author.organisationId}', 1, '\\x00', '{}', 'x', 'x', 'x', now(), '${second.id}', now())`;
  const decided = `decided_by = '${second.id}', decided_at = now(), granted_section_ids = '{}', opens_until = now()`;
  return [
    `INSERT INTO hub.outside_requests (id, bulletin_id, originator_id, asker_id, person_id, reader_name, reader_organisation, contact, purpose, asked_at, answer_by) VALUES
      ${[asked(OUTSIDE.asked, amber, recipient), asked(OUTSIDE.hidden, amber, outsider), asked(OUTSIDE.red, red, named), asked(OUTSIDE.granted, amber, recipient), asked(OUTSIDE.theirs, clear, outsider), asked(OUTSIDE.granting, amber, recipient),
        asked(OUTSIDE.withView, amber, recipient), asked(OUTSIDE.late, amber, recipient, '2020-01-01'), asked(OUTSIDE.clear, clear, recipient), asked(OUTSIDE.bare, amber, recipient)].join()}`,
    `UPDATE hub.outside_requests SET state = 'GRANTING', ${decided} WHERE id IN ('${OUTSIDE.granting}', '${OUTSIDE.late}', '${OUTSIDE.bare}')`,
    `UPDATE hub.outside_requests SET state = 'GRANTED', answered_at = now(), ${decided} WHERE id = '${OUTSIDE.granted}'`,
    `INSERT INTO hub.outside_releases (id, request_id, bulletin_id, originator_id, number, content_hash, section_ids, reader_name, reader_organisation, purpose, expires_at, proposed_by, proposed_at) VALUES
      ${[proposed(PROPOSED.granting, OUTSIDE.granting), proposed(PROPOSED.withView, OUTSIDE.withView), proposed(PROPOSED.late, OUTSIDE.late)].join()}`,
  ];
}
