// What everybody is asked: a page of 20 with originator and sections.
export const PAGE = 20;
export const LIST = `query Bulletins($first: Int!) {
  bulletins(first: $first) {
    nodes { id reference title tlp publishedAt originator { name } sections { heading body } }
    pageInfo { hasNextPage endCursor }
  }
}`;
export const listBody = JSON.stringify({ query: LIST, variables: { first: PAGE } });

const SEARCH = `query Search($text: String!) {
  bulletins(first: ${PAGE}, filter: { text: $text }) { nodes { id reference title publishedAt originator { name } sections { heading body } } pageInfo { hasNextPage endCursor } }
}`;
export const searchBody = (text) => JSON.stringify({ query: SEARCH, variables: { text } });

const ONE = 'query One($id: ID!) { bulletin(id: $id) { id title } }';
export const oneBody = (id) => JSON.stringify({ query: ONE, variables: { id } });
