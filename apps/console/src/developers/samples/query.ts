// The newest bulletins that you may read, page by page.
export {};
const { HUB_URL = 'http://127.0.0.1:4000', HUB_TOKEN = '' } = process.env;

const QUERY = `query ($after: String) {
  bulletins(first: 50, after: $after) {
    nodes { id reference tlp title publishedAt originator { name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  nodes: { id: string; reference: string; tlp: string; title: string; originator: { name: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function ask(query: string, variables: object): Promise<{ bulletins: Page }> {
  const response = await fetch(`${HUB_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${HUB_TOKEN}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  // The code says what to do: UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID_INPUT, RATE_LIMITED, …
  if (errors) throw new Error(`${errors[0].extensions.code}: ${errors[0].message}`);
  return data;
}

let after: string | null = null;
do {
  const { nodes, pageInfo }: Page = (await ask(QUERY, { after })).bulletins;
  for (const { reference, tlp, title, originator } of nodes) console.log([reference, `TLP:${tlp}`, originator.name, title].join('\t'));
  after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
} while (after !== null);
