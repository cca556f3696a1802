# Receives webhooks (Standard Webhooks 1.0): checks that a message is the hub's, and reads what it is about.
# Needs nothing but Python 3.9 or newer.
import base64
import hashlib
import hmac
import http.server
import json
import os
import time
import urllib.request

HUB_URL = os.environ.get("HUB_URL", "http://127.0.0.1:4000")
HUB_TOKEN = os.environ.get("HUB_TOKEN", "")
KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
PORT = int(os.environ.get("PORT", "8080"))
seen = set()


def is_good(headers, body):
    """Whether it is the hub's, and not an old one sent again."""
    id, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "0")
    if not at.isdigit() or abs(time.time() - int(at)) > 300:
        return False
    signature = hmac.new(KEY, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(signature).decode()
    # Several, while a secret is being changed.
    return any(hmac.compare_digest(each, expected) for each in headers.get("webhook-signature", "").split(" "))


def look(type, bulletin_id):
    """A message says that something happened and to which bulletin; what is in it, you read under your own token."""
    if not bulletin_id:
        return print(type, flush=True)
    query = {"query": "query ($id: ID!) { bulletin(id: $id) { reference title } }", "variables": {"id": bulletin_id}}
    request = urllib.request.Request(
        f"{HUB_URL}/graphql",
        data=json.dumps(query).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {HUB_TOKEN}"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        bulletin = (json.load(response).get("data") or {}).get("bulletin") or {}
    print(type, bulletin.get("reference", ""), bulletin.get("title", ""), sep="\t", flush=True)


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        good = is_good(self.headers, body)
        # Answer at once, or the hub takes it for lost. The same message may come twice: its id tells.
        self.send_response(204 if good else 401)
        self.end_headers()
        self.wfile.flush()
        if good and self.headers["webhook-id"] not in seen:
            seen.add(self.headers["webhook-id"])
            message = json.loads(body)
            look(message["type"], message["data"].get("bulletinId"))

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Receiver)
print("ready", flush=True)
server.serve_forever()
