import type { Verifier, WitnessPolicy } from '@hub/audit';
import type { SignInOptions } from '../client/session.js';
import { Failure } from '../failure.js';
import { verifierOf } from './verifier-options.js';

/** What the command line of verify-audit says. */
export interface VerifyOptions extends SignInOptions {
  bundle?: string;
  state?: string;
  key?: string;
  witness?: string[];
  policy?: string;
  receipts?: string;
  public?: boolean;
  acceptRestore?: boolean;
}

/** The same, read. */
export interface VerifyRequest {
  pinned: Verifier | null;
  witnesses: WitnessPolicy;
  receiptsFile: string | null;
  acceptRestore: boolean;
}

/** Reads the options. Failure for keys that are none, and for a policy that nobody can meet. */
export function requestOf({ key, witness = [], policy, receipts, acceptRestore = false }: VerifyOptions): VerifyRequest {
  const keys = [...new Set(witness.map((vkey) => verifierOf('--witness', vkey, 'cosignature/v1').toString()))];
  const needed = policy === undefined ? keys.length : Number(policy);
  if (!/^[1-9]\d*$/.test(policy ?? '1') || needed > keys.length) throw new Failure(`--policy ${policy ?? ''} can not be met by ${keys.length} witnesses.`, 'Give a number from 1 to that of the witnesses given with --witness.');
  return { pinned: key === undefined ? null : verifierOf('--key', key, 'ed25519'), witnesses: { keys, needed }, receiptsFile: receipts ?? null, acceptRestore };
}
