#!/usr/bin/env bash
# The newest bulletins that you may read, page by page. Needs curl and jq.
set -euo pipefail
HUB_URL=${HUB_URL:-http://127.0.0.1:4000}

QUERY='query ($after: String) {
  bulletins(first: 50, after: $after) {
    nodes { id reference tlp title publishedAt originator { name } }
    pageInfo { hasNextPage endCursor }
  }
}'

after=null
while :; do
  answer=$(jq -n --arg query "$QUERY" --argjson after "$after" '{query: $query, variables: {after: $after}}' |
    curl -sS "$HUB_URL/graphql" -H 'content-type: application/json' -H "authorization: Bearer ${HUB_TOKEN:-}" --data-binary @-)
  # The code says what to do: UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID_INPUT, RATE_LIMITED, …
  jq -e '.errors | not' <<<"$answer" >/dev/null || { jq -r '.errors[0] | "\(.extensions.code): \(.message)"' <<<"$answer" >&2; exit 1; }
  jq -r '.data.bulletins.nodes[] | [.reference, "TLP:" + .tlp, .originator.name, .title] | join("\t")' <<<"$answer"
  after=$(jq '.data.bulletins.pageInfo | if .hasNextPage then .endCursor else null end' <<<"$answer")
  [ "$after" = null ] && break
done
