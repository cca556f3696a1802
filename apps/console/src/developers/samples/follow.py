# Alerts as they come. It goes on where it was after sleep, a lost line or a restart: nothing is missed.
# Needs nothing but Python 3.9 or newer.
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request

HUB_URL = os.environ.get("HUB_URL", "http://127.0.0.1:4000")
HUB_TOKEN = os.environ.get("HUB_TOKEN", "")
CURSOR = pathlib.Path(os.environ.get("CURSOR_FILE", "cursor.txt"))


def handle(event, alert):
    """Your own work. If it fails, the cursor stays, and the alert comes again."""
    # START: you follow from now on. TOO_OLD: some alerts are not kept any more; read bulletins afresh.
    if event == "reset":
        print("reset", alert["reason"], sep="\t", flush=True)
    else:
        bulletin = alert.get("bulletin") or {}
        print(alert["kind"], bulletin.get("reference", ""), bulletin.get("title", ""), sep="\t", flush=True)


def follow():
    headers = {"Authorization": f"Bearer {HUB_TOKEN}"}
    if CURSOR.exists():
        headers["Last-Event-ID"] = CURSOR.read_text()
    # The hub says something every twelve seconds; a line that is silent for a minute is lost.
    with urllib.request.urlopen(urllib.request.Request(f"{HUB_URL}/alerts", headers=headers), timeout=60) as stream:
        fields = {}
        for line in stream:
            line = line.decode().rstrip("\n")
            if line:
                name, _, value = line.partition(":")
                fields[name] = value.lstrip(" ")
                continue
            if "id" in fields:
                handle(fields["event"], json.loads(fields["data"]))
                # Done first, then kept: after a crash it may come twice, and never not at all.
                CURSOR.write_text(fields["id"])
            fields = {}


while True:
    try:
        follow()
    except urllib.error.HTTPError as refused:
        if refused.code == 401:
            sys.exit("The token is not good, or not any more.")
        print(f"{refused}: trying again", file=sys.stderr)
    except OSError as lost:
        print(f"{lost}: trying again", file=sys.stderr)
    time.sleep(2)
