#!/usr/bin/env bash
# Alerts as they come. It goes on where it was after sleep, a lost line or a restart: nothing is missed. Needs curl and jq.
set -uo pipefail
HUB_URL=${HUB_URL:-http://127.0.0.1:4000}
CURSOR_FILE=${CURSOR_FILE:-cursor.txt}

# Your own work.
handle() {
  # START: you follow from now on. TOO_OLD: some alerts are not kept any more; read bulletins afresh.
  jq -r --arg event "$1" 'if $event == "reset" then ["reset", .reason] else [.kind, .bulletin.reference // "", .bulletin.title // ""] end | join("\t")' <<<"$2"
}

follow() {
  local id='' event='' data='' line
  curl -sSN -w '\nstatus: %{http_code}\n' --keepalive-time 20 "$HUB_URL/alerts" -H "authorization: Bearer ${HUB_TOKEN:-}" -H "last-event-id: $(cat "$CURSOR_FILE" 2>/dev/null)" |
    while IFS= read -r line; do
      case $line in
        'id: '*) id=${line#id: } ;;
        'event: '*) event=${line#event: } ;;
        'data: '*) data=${line#data: } ;;
        'status: 401') exit 3 ;;
        '')
          # Done first, then kept: after a crash it may come twice, and never not at all.
          if [ -n "$id" ] && handle "$event" "$data"; then printf %s "$id" >"$CURSOR_FILE"; fi
          id='' event='' data=''
          ;;
      esac
    done
}

while :; do
  follow
  [ $? -eq 3 ] && { echo 'The token is not good, or not any more.' >&2; exit 1; }
  sleep 2
done
