import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { HubProcess } from './hub-process.js';

/** For the environment of a hub whose memory is measured: it can be told to collect. */
export const MEASURED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

/** Reads the resident memory that a hub holds, in bytes and by its own account: what only waits to be collected is collected first. */
export class HeldMemory {
  private readonly answers = new Map<number, () => void>();
  private asked = 0;

  private constructor(private readonly hub: HubProcess, private readonly inspector: WebSocket) {
    inspector.on('message', (text: Buffer) => this.answers.get((JSON.parse(text.toString()) as { id: number }).id)?.());
  }

  static async of(hub: HubProcess): Promise<HeldMemory> {
    const inspector = new WebSocket(/ws:\/\/127\.0\.0\.1:\d+\/\S+/.exec(hub.output)?.[0] ?? '');
    await once(inspector, 'open');
    return new HeldMemory(hub, inspector);
  }

  async read(): Promise<number> {
    await new Promise<void>((resolve) => {
      const id = (this.asked += 1);
      this.answers.set(id, resolve);
      this.inspector.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }));
    });
    const text = await (await fetch(`${this.hub.url}/metrics`)).text();
    return Number(/^hub_process_resident_memory_bytes (\d+)/m.exec(text)?.[1]);
  }

  close(): void {
    this.inspector.terminate();
  }
}
