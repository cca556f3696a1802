#!/usr/bin/env bash
# Checks a webhook message (Standard Webhooks 1.0), and reads what it is about: to be called by a web server with the
# message's headers in WEBHOOK_ID, WEBHOOK_TIMESTAMP and WEBHOOK_SIGNATURE, and its body as input. Needs curl, jq and openssl.
set -euo pipefail
HUB_URL=${HUB_URL:-http://127.0.0.1:4000}

body=$(cat; printf x)
body=${body%x}
key=$(printf %s "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
expected=v1,$(printf %s "$WEBHOOK_ID.$WEBHOOK_TIMESTAMP.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

# Not an old one sent again; several signatures, while a secret is being changed.
age=$(($(date +%s) - WEBHOOK_TIMESTAMP))
[ "${age#-}" -le 300 ] && [[ " $WEBHOOK_SIGNATURE " == *" $expected "* ]] || { echo 'This message is not the hub’s.' >&2; exit 1; }

type=$(jq -r .type <<<"$body")
id=$(jq -r '.data.bulletinId // empty' <<<"$body")
[ -n "$id" ] || { echo "$type"; exit 0; }
# A message says that something happened and to which bulletin; what is in it, you read under your own token.
jq -n --arg id "$id" '{query: "query ($id: ID!) { bulletin(id: $id) { reference title } }", variables: {id: $id}}' |
  curl -sS "$HUB_URL/graphql" -H 'content-type: application/json' -H "authorization: Bearer ${HUB_TOKEN:-}" --data-binary @- |
  jq -r --arg type "$type" '[$type, .data.bulletin.reference // "", .data.bulletin.title // ""] | join("\t")'
