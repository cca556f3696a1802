// Alerts as they come. It goes on where it was after sleep, a lost line or a restart: nothing is missed.
import { readFileSync, writeFileSync } from 'node:fs';

const { HUB_URL = 'http://127.0.0.1:4000', HUB_TOKEN = '', CURSOR_FILE = 'cursor.txt' } = process.env;

const kept = (): string | null => {
  try {
    return readFileSync(CURSOR_FILE, 'utf8');
  } catch {
    return null;
  }
};

/** Your own work. If it fails, the cursor stays, and the alert comes again. */
function handle(event: string, alert: { kind?: string; reason?: string; bulletin?: { reference: string; title: string } | null }): void {
  // START: you follow from now on. TOO_OLD: some alerts are not kept any more; read bulletins afresh.
  if (event === 'reset') console.log(`reset\t${alert.reason}`);
  else console.log([alert.kind, alert.bulletin?.reference ?? '', alert.bulletin?.title ?? ''].join('\t'));
}

async function follow(): Promise<void> {
  const cursor = kept();
  const response = await fetch(`${HUB_URL}/alerts`, { headers: { authorization: `Bearer ${HUB_TOKEN}`, ...(cursor ? { 'last-event-id': cursor } : {}) } });
  if (response.status === 401) {
    console.error('The token is not good, or not any more.');
    process.exit(1);
  }
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  let text = '';
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
      const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
      if (!id || !event || !data) continue;
      handle(event, JSON.parse(data));
      // Done first, then kept: after a crash it may come twice, and never not at all.
      writeFileSync(CURSOR_FILE, id);
    }
  }
}

for (;;) {
  await follow().catch((error: Error) => console.error(`${error.message}: trying again`));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}
