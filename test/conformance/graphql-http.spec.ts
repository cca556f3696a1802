import { serverAudits } from 'graphql-http';
import { type SmallHub, startSmallHub } from './support/small-hub.js';

/** Where a hub runs already (its /graphql), or a small one of our own: what is audited is the endpoint, not the schema. */
const URL_GIVEN = process.env['HUB_AUDIT_URL'];

describe('GraphQL over HTTP', () => {
  let hub: SmallHub | undefined;
  let url = URL_GIVEN ?? '';
  beforeAll(async () => {
    if (URL_GIVEN) return;
    hub = await startSmallHub();
    url = `${hub.url}/graphql`;
  });
  afterAll(() => hub?.close());

  it.each(serverAudits({ url: () => url, fetchFn: fetch }).map((audit) => [`${audit.id}: ${audit.name}`, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    // A notice or a warning is a MAY or a SHOULD; an error is a MUST.
    expect(result.status === 'error' ? result.reason : 'no error').toBe('no error');
  });
});
