import { dirname } from 'node:path';
import { existsSync } from 'node:fs';
import { DurableFile } from '../audit/durable-file.js';
import type { HubClient } from '../client/hub-client.js';
import { HubUnreachable } from '../client/hub-refusal.js';
import { Failure } from '../failure.js';
import type { Terminal } from '../terminal/terminal.js';

interface Filter { ownOnly: boolean; citizenships: string[]; exploitation: string[]; from: string | null; until: string | null }
/** An export as the hub tells of it. */
export interface CaseExport { id: string; state: 'READY' | 'WAITING' | 'EXPIRED'; persons: number; path: string; expiresAt: string; reason: string; format: string; requestedBy: { displayName: string } | null; filter: Filter }

const FIELDS = 'id state persons path expiresAt reason format requestedBy { displayName } filter { ownOnly citizenships exploitation from until }';
const EXPORT = `{ export { ${FIELDS} } }`;
const REQUEST = `mutation ($input: RequestCaseExportInput!) { answer: requestCaseExport(input: $input) ${EXPORT} }`;
const APPROVE = `mutation ($input: ApproveCaseExportInput!) { answer: approveCaseExport(input: $input) ${EXPORT} }`;
const LIST = `query ($after: String) { caseExports(first: 100, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`;

/** Which cases, in words. */
export function filterInWords({ ownOnly, citizenships, exploitation, from, until }: Filter): string {
  const said = [ownOnly && 'own cases / 自組織のみ', citizenships.length > 0 && `citizenship 国籍 ${citizenships.join(', ')}`, exploitation.length > 0 && `exploitation 形態 ${exploitation.join(', ')}`, from && `from 自 ${from}`, until && `until 至 ${until}`];
  return said.filter(Boolean).join('; ') || 'all cases that may be seen / 閲覧できる全事案';
}

/** Asks the hub for an export. */
export const requestExport = async (client: HubClient, input: object, key: string): Promise<CaseExport> =>
  (await client.run<{ answer: { export: CaseExport } }>(REQUEST, { input }, { idempotencyKey: key })).answer.export;

/** Approves one that somebody else asked for. */
export const approveExport = async (client: HubClient, { id, persons }: CaseExport, key: string): Promise<CaseExport> =>
  (await client.run<{ answer: { export: CaseExport } }>(APPROVE, { input: { id, persons } }, { idempotencyKey: key })).answer.export;

/** One that was asked for. */
export async function exportById(client: HubClient, id: string): Promise<CaseExport> {
  for (let after: string | null = null; ;) {
    const { caseExports: { nodes, pageInfo } }: { caseExports: { nodes: CaseExport[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } = await client.run(LIST, { after });
    const found = nodes.find((one) => one.id === id);
    if (found) return found;
    if (!pageInfo.hasNextPage) throw new Failure(`Your organisation has no export ${id}.`, 'Look at the id again.');
    after = pageInfo.endCursor;
  }
}

/** Writes the export into a file, which is there once all of it is. */
export async function fetchExport(client: HubClient, { path }: CaseExport, out: string, terminal: Terminal): Promise<number> {
  if (!existsSync(dirname(out))) throw new Failure(`There is no folder ${dirname(out)}.`, 'Make it, or give another --out.');
  const response = await client.fetch(path);
  const persons = Number(response.headers.get('hub-export-persons'));
  const file = await DurableFile.begin(out);
  let bytes = 0;
  try {
    for await (const piece of response.body ?? []) {
      await file.write(piece as Uint8Array);
      bytes += (piece as Uint8Array).length;
      terminal.progress(`${(bytes / 1_048_576).toFixed(1)} MB of ${persons} cases / ${persons} 件を出力中`);
    }
    await file.commit();
  } catch (error) {
    await file.discard();
    if (error instanceof TypeError) throw new HubUnreachable('The hub broke off the export.', 'Nothing was written; run the command again with --request.');
    throw error;
  }
  return bytes;
}
