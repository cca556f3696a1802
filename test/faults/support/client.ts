import { randomUUID } from 'node:crypto';

/** What the hub answered; `status` 0: nothing came (refused, cut off, aborted). */
export interface Reply {
  requestId: string;
  status: number;
  text: string;
  data: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  errors: { message: string; extensions: { code: string; [key: string]: unknown } }[];
  /** Code of the first error; OK without one; NONE where nothing came. */
  code: string;
  /** The signed receipt, where one came. */
  receipt: string | null;
  /** Milliseconds of performance.now(). */
  sentAt: number;
  doneAt: number;
}

/** An operation, and how it is sent. */
export interface Question {
  query: string;
  variables?: object;
  token?: string | null;
  /** Idempotency-Key. */
  key?: string;
  requestId?: string;
  /** The body as it stands, instead of a well-formed one. */
  body?: string;
  signal?: AbortSignal;
}

/** Sends an operation; never throws, since a fault is what is waited for. */
export async function ask(base: string, { query, variables, token, key, requestId = randomUUID(), body, signal }: Question): Promise<Reply> {
  const sentAt = performance.now();
  let status = 0;
  let text = '';
  let receipt: string | null = null;
  try {
    const response = await fetch(`${base}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json', 'x-request-id': requestId,
        ...(token ? { authorization: `Bearer ${token}` } : {}), ...(key ? { 'idempotency-key': key } : {}),
      },
      body: body ?? JSON.stringify({ query, ...(variables ? { variables } : {}) }),
      ...(signal ? { signal } : {}),
    });
    text = await response.text();
    status = response.status;
    receipt = response.headers.get('hub-audit-receipt');
  } catch {
    // Refused, cut off or aborted: whoever asked has seen no answer.
  }
  const { data = null, errors = [] } = status === 0 ? {} : (JSON.parse(text) as Partial<Reply>);
  const code = status === 0 ? 'NONE' : (errors[0]?.extensions.code ?? 'OK');
  return { requestId, status, text, data, errors, code, receipt, sentAt, doneAt: performance.now() };
}

/** Every code that an error may have, by the contract. */
export const CODES = [
  'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_INPUT', 'CONFLICT', 'RATE_LIMITED', 'TOO_COMPLEX', 'UNAVAILABLE', 'INTERNAL',
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT',
];

/** The operations that the campaigns use. */
export const OPERATIONS = {
  one: 'query One($id: ID!) { bulletin(id: $id) { id title version state sections { id heading body } } }',
  asOf: 'query AsOf($id: ID!, $version: Int!) { bulletin(id: $id, version: $version) { id title version sections { id body } } }',
  list: 'query List($first: Int, $after: String, $last: Int, $before: String, $filter: BulletinFilter) { bulletins(first: $first, after: $after, last: $last, before: $before, filter: $filter) { nodes { id title state sections { id body } } pageInfo { startCursor endCursor hasNextPage } } }',
  ids: 'query Ids($filter: BulletinFilter) { bulletins(first: 20, filter: $filter) { edges { cursor node { id } } } }',
  nested: `query Nested($id: ID!) { bulletin(id: $id) { id title versions { version publishedAt } acknowledgement { kind dueAt }
    acknowledgements { kind organisation { id name } } audience { everyone organisations { id name } }
    pending { title sections { id body } approvals { approvedBy { displayName } } editedBy { displayName } } } }`,
  viewer: 'query Viewer { viewer { person { id displayName } organisation { id name } roles } }',
  people: 'query People { people { nodes { id displayName email } } }',
  organisations: 'query Organisations { organisations { nodes { id name } } }',
  draft: 'mutation Draft($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id revision title sections { id body } } } }',
  revise: 'mutation Revise($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id revision state title } } }',
  publish: 'mutation Publish($input: PublishBulletinInput!) { publishBulletin(input: $input) { bulletin { id revision state title } } }',
  withdraw: 'mutation Withdraw($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { id revision state } } }',
  acknowledge: 'mutation Acknowledge($input: AcknowledgeBulletinInput!) { acknowledgeBulletin(input: $input) { bulletin { id title acknowledgement { kind } } } }',
  setRoles: 'mutation SetRoles($input: SetRolesInput!) { setRoles(input: $input) { person { id roles } } }',
  suspend: 'mutation Suspend($input: PersonIdInput!) { suspendPerson(input: $input) { person { id } } }',
  endMembership: 'mutation End($input: PersonIdInput!) { endMembership(input: $input) { person { id } } }',
  suspendOrganisation: 'mutation Suspend($input: SuspendOrganisationInput!) { suspendOrganisation(input: $input) { organisation { id } } }',
  reinstateOrganisation: 'mutation Reinstate($input: ReinstateOrganisationInput!) { reinstateOrganisation(input: $input) { organisation { id } } }',
  signOut: 'mutation SignOut { signOut }',
} as const;
