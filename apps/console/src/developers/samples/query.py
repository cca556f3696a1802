# The newest bulletins that you may read, page by page. Needs nothing but Python 3.9 or newer.
import json
import os
import urllib.error
import urllib.request

HUB_URL = os.environ.get("HUB_URL", "http://127.0.0.1:4000")
HUB_TOKEN = os.environ.get("HUB_TOKEN", "")

QUERY = """query ($after: String) {
  bulletins(first: 50, after: $after) {
    nodes { id reference tlp title publishedAt originator { name } }
    pageInfo { hasNextPage endCursor }
  }
}"""


def ask(query, variables):
    request = urllib.request.Request(
        f"{HUB_URL}/graphql",
        data=json.dumps({"query": query, "variables": variables}).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {HUB_TOKEN}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as refused:
        answer = json.load(refused)
    # The code says what to do: UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID_INPUT, RATE_LIMITED, ...
    if answer.get("errors"):
        first = answer["errors"][0]
        raise SystemExit(f"{first['extensions']['code']}: {first['message']}")
    return answer["data"]


after = None
while True:
    page = ask(QUERY, {"after": after})["bulletins"]
    for node in page["nodes"]:
        print(node["reference"], f"TLP:{node['tlp']}", node["originator"]["name"], node["title"], sep="\t")
    if not page["pageInfo"]["hasNextPage"]:
        break
    after = page["pageInfo"]["endCursor"]
