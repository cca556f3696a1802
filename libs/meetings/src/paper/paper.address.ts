import { invalid, notFound } from '@hub/kernel';
import type { AskedPaper } from './paper.composer.js';
import { MeetingPaperKind } from './paper.types.js';
import type { PaperFormat } from './papers.service.js';

const KINDS = new Map(Object.values(MeetingPaperKind).map((kind) => [kind.toLowerCase().replaceAll('_', '-'), kind]));
const ADDRESS = /^\/meetings\/([0-9a-f-]{36})\/papers\/([a-z.-]{1,40})(?:\?|$)/i;

/** Where a paper is: the edition's id, the file, and what follows the question mark. */
export interface PaperAddress { readonly id: string; readonly file: string; readonly given: Readonly<Record<string, unknown>> }

/** What is asked for at an address, in the preferred language where it names none. */
export function paperAt({ id, file, given }: PaperAddress, preferred: string): [AskedPaper, PaperFormat] {
  const [, name = '', format] = /^([a-z-]+)\.(pdf|xlsx)$/.exec(file) ?? [];
  const kind = KINDS.get(name);
  if (!kind || format === undefined) throw notFound();
  const language = given['language'] ?? (/^ja\b/i.test(preferred) ? 'ja' : 'en');
  if (language !== 'ja' && language !== 'en') throw invalid('language', 'Is ja or en. / ja か en を指定してください。');
  const version = given['version'] === undefined ? null : Number(given['version']);
  if (version !== null && (!Number.isSafeInteger(version) || version < 1 || version > 100_000)) throw invalid('version', 'Is a number from 1. / 1以上の番号を指定してください。');
  const organisationId = given['organisation'] === undefined ? null : String(given['organisation']);
  return [{ editionId: id.toLowerCase(), kind, language, version, organisationId }, format as PaperFormat];
}

/** An address as a client writes it: a path, with or without a query. INVALID_INPUT for what is none. */
export function addressOf(path: string): PaperAddress {
  const [, id = '', file = ''] = ADDRESS.exec(path) ?? [];
  if (id === '' || path.length > 400) throw invalid('path', 'Is not the address of a paper: `MeetingPaper.path` with .pdf or .xlsx and a query. / 文書のアドレス（MeetingPaper.path に .pdf 又は .xlsx を付けたもの）を指定してください。');
  return { id, file, given: Object.fromEntries(new URL(path, 'http://x').searchParams) };
}

/** The same paper has one name, however its address is written. */
export function nameOf([{ editionId, kind, language, version, organisationId }, format]: readonly [AskedPaper, PaperFormat]): string {
  return JSON.stringify([editionId, kind, language, version, organisationId, format]);
}
