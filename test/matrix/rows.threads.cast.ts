// Threads of the world of the bare tables, and what hangs on them.
const uuid = (n: number): string => `7e4ead00-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** One for each relation: with one recipient, with two, TLP:RED, withdrawn, expired, on something public, and one whose second recipient has lost the bulletin. */
export const THREADS = { one: uuid(1), two: uuid(2), red: uuid(3), withdrawn: uuid(4), expired: uuid(5), clear: uuid(6), narrowed: uuid(7) } as const;
export type ThreadName = keyof typeof THREADS;
/** First messages by whoever opened; answers to `one` and `two`. */
export const MESSAGES = { one: uuid(11), two: uuid(12), red: uuid(13), withdrawn: uuid(14), expired: uuid(15), clear: uuid(16), narrowed: uuid(17), oneAnswer: uuid(21), twoAnswer: uuid(22) } as const;

interface Thing { readonly id: string }
interface Who extends Thing { readonly organisationId: string }
/** What of the cast they are about. */
export interface ThreadCast {
  readonly bulletins: Readonly<Record<'green' | 'red' | 'withdrawn' | 'expired' | 'npaClear' | 'amber' | 'clear', Thing>>;
  readonly people: Readonly<Record<'author' | 'second' | 'recipient' | 'recipientReader' | 'named' | 'outsider', Who>>;
}

/** Everything, written past all rules. */
export function threadSql({ bulletins, people }: ThreadCast): string[] {
  const { author, second, recipient, recipientReader, named, outsider } = people;
  const thread = (name: ThreadName, of: Thing, by: Who, ...parties: Who[]): string =>
    `('${THREADS[name]}', '${of.id}', '${by.organisationId}', '${by.organisationId}', '${by.id}', '{${parties.map(({ organisationId }) => organisationId).join()}}', '{}', 'x', 'OPEN', 1, now(), now())`;
  const message = (id: string, of: ThreadName, number: number, by: Who): string => `('${id}', '${THREADS[of]}', ${number}, '${number === 1 ? 'QUESTION' : 'ANSWER'}', 'x', 'en', '${by.id}', '${by.organisationId}', now())`;
  return [
    `INSERT INTO hub.threads (id, bulletin_id, asker_id, opener_id, opened_by, parties, readers, subject, state, last_number, opened_at, changed_at) VALUES
      ${thread('one', bulletins.green, recipient, recipient)}, ${thread('two', bulletins.green, author, recipient, outsider)}, ${thread('red', bulletins.red, named, named)},
      ${thread('withdrawn', bulletins.withdrawn, recipient, recipient)}, ${thread('expired', bulletins.expired, recipient, recipient)}, ${thread('clear', bulletins.npaClear, outsider, outsider)},
      ${thread('narrowed', bulletins.amber, author, recipient, outsider)}`,
    `INSERT INTO hub.thread_messages (id, thread_id, number, kind, body, language, author_id, organisation_id, posted_at) VALUES
      ${message(MESSAGES.one, 'one', 1, recipient)}, ${message(MESSAGES.two, 'two', 1, author)}, ${message(MESSAGES.red, 'red', 1, named)}, ${message(MESSAGES.withdrawn, 'withdrawn', 1, recipient)},
      ${message(MESSAGES.expired, 'expired', 1, recipient)}, ${message(MESSAGES.clear, 'clear', 1, outsider)}, ${message(MESSAGES.narrowed, 'narrowed', 1, author)},
      ${message(MESSAGES.oneAnswer, 'one', 2, author)}, ${message(MESSAGES.twoAnswer, 'two', 2, recipient)}`,
    `INSERT INTO hub.thread_citations (message_id, bulletin_id) VALUES ('${MESSAGES.one}', '${bulletins.clear.id}'), ('${MESSAGES.twoAnswer}', '${bulletins.amber.id}'), ('${MESSAGES.twoAnswer}', '${bulletins.red.id}')`,
    `INSERT INTO hub.thread_assignments (thread_id, organisation_id, person_id) VALUES ${([['two', second], ['two', recipientReader], ['two', outsider], ['withdrawn', recipient]] as const)
      .map(([of, who]) => `('${THREADS[of]}', '${who.organisationId}', '${who.id}')`).join()}`,
    `INSERT INTO hub.thread_marks (thread_id, person_id, up_to) VALUES ${([['two', author], ['two', recipient], ['two', outsider], ['withdrawn', recipient]] as const).map(([of, { id }]) => `('${THREADS[of]}', '${id}', 1)`).join()}`,
    `INSERT INTO hub.thread_consents (message_id, credit, consented_by, consented_at) VALUES ('${MESSAGES.twoAnswer}', true, '${recipient.id}', now())`,
  ];
}
