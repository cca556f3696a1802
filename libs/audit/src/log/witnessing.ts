import { type Clock, StartupError } from '@hub/kernel';
import type { Database, UnitOfWork } from '@hub/platform';
import { toBase64 } from '../merkle/encoding.js';
import { verifyCosignature } from '../notes/cosignature.js';
import { Verifier } from '../notes/keys.js';
import { NoteError } from '../notes/note.errors.js';
import { parseNote } from '../notes/note.js';
import type { LogReader } from './log-reader.js';

const PATIENCE_MS = 5_000;

/** A seal that a witness has not cosigned. */
interface Uncosigned { readonly number: number; readonly size: number; readonly checkpoint: string }

/** A witness as configured. */
export interface Witness {
  readonly url: string;
  readonly verifier: Verifier;
}

/** The witnesses of the configuration. StartupError for a key that is none of a witness. */
export function witnessesOf(addresses: readonly { vkey: string; url: string }[]): Witness[] {
  return addresses.map(({ vkey, url }) => {
    try {
      const verifier = Verifier.parse(vkey);
      if (verifier.algorithm !== 'cosignature/v1') throw new NoteError('It is a log\'s key, not a witness\'s.');
      return { url, verifier };
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      throw new StartupError(`The key of the witness at ${url} in HUB_AUDIT_WITNESSES is broken: ${error.message}`, 'Take it whole, as the witness prints it when it starts.', { cause: error });
    }
  });
}

// Public checkpoints first, in their order: a witness goes forward only. With none left: the newest.
const NEXT = `
  SELECT s.number, s.size, s.checkpoint FROM hub.log_seals s
  WHERE s.size > $2 AND NOT EXISTS (SELECT FROM hub.log_cosignatures c WHERE c.seal_number = s.number AND c.witness = $1)
    AND (s.number IN (SELECT p.seal_number FROM hub.log_publications p ORDER BY p.published_at DESC LIMIT 10) OR s.number = (SELECT max(number) FROM hub.log_seals))
  ORDER BY s.number LIMIT 1`;
const KNOWN = 'SELECT coalesce(max(s.size), 0) AS size FROM hub.log_cosignatures c JOIN hub.log_seals s ON s.number = c.seal_number WHERE c.witness = $1';

/** Brings checkpoints before a witness (C2SP tlog-witness), and keeps what it cosigns. */
export class Witnessing {
  /** What each witness has seen last: where it says otherwise, it is believed. */
  private readonly sizes = new Map<string, bigint>();

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly reader: LogReader,
    private readonly witnesses: readonly Witness[],
  ) {}

  /** Has each witness cosign what it has not seen. Throws, once all were asked, where one did not. */
  async run(): Promise<void> {
    const outcomes = await Promise.allSettled(this.witnesses.map((witness) => this.ask(witness)));
    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${this.witnesses.length} witnesses did not cosign`);
  }

  private async ask(witness: Witness): Promise<void> {
    const name = witness.verifier.toString();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const old = this.sizes.get(name) ?? (await this.lastOf(name));
      const [seal] = await this.database.statement<Uncosigned>('log-uncosigned', NEXT, [name, old.toString()]);
      if (!seal) return;
      const proof = old === 0n ? [] : await this.reader.consistency(old, BigInt(seal.size));
      const response = await fetch(`${witness.url}/add-checkpoint`, {
        method: 'POST', signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error',
        body: `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${seal.checkpoint}`,
      });
      const text = await response.text();
      if (response.status === 200) return this.keep(witness, seal, text);
      if (response.status !== 409 || !/^\d{1,19}\n?$/.test(text)) throw new Error(`the witness ${witness.verifier.name} answered ${response.status}: ${text.slice(0, 200).trim()}`);
      this.sizes.set(name, BigInt(text.trim()));
    }
  }

  private async keep({ verifier }: Witness, seal: Uncosigned, lines: string): Promise<void> {
    const note = parseNote(seal.checkpoint + lines);
    if (!verifyCosignature(note, verifier)) throw new Error(`the witness ${verifier.name} gave a signature that is not its own`);
    const line = lines.split('\n').find((each) => each.startsWith(`\u2014 ${verifier.name} `)) ?? '';
    await this.unitOfWork.realm('sealer', this.clock.now(), (tx) =>
      tx.query('log-cosigned', 'INSERT INTO hub.log_cosignatures (seal_number, witness, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [seal.number, verifier.toString(), `${line}\n`]));
    this.sizes.set(verifier.toString(), BigInt(seal.size));
  }

  private async lastOf(name: string): Promise<bigint> {
    const [row] = await this.database.statement<{ size: number }>('log-witness-size', KNOWN, [name]);
    return BigInt(row?.size ?? 0);
  }
}
