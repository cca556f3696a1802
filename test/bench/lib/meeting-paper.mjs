// A hundred pages of minutes in Japanese as a PDF, and as many name plates: time, memory, and for how long others wait meanwhile.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { ROOT } from './servers.mjs';

const PAGES = 100;
const AT = new Date('2027-01-12T00:00:00Z');
const load = (file) => import(join(ROOT, 'dist/libs/meetings/src/paper', file));
const PARAGRAPH = '受入れ可能な施設は全国で47か所（前年比＋3）であり、「夜間の受入れ」は12か所にとどまる。タガログ語、ポルトガル語、スペイン語及びタイ語の通訳については、原則として当日中に手配できるようになったが、夜間・休日については引き続き課題がある（行動計画2022）。The Embassy of the Philippines reported three cases.';
/** Texts differ in their letters: a real one has some two thousand of them. */
const varied = (n) => `${PARAGRAPH}${String.fromCodePoint(...Array.from({ length: 12 }, (_, k) => 0x4e00 + ((n * 12 + k) * 7) % 6_000))}`;
const minutes = (paragraphs) => ({ language: 'ja', title: '議事録', blocks: [{ kind: 'title', text: '議事録' }, ...Array.from({ length: paragraphs }, (_, n) => (n % 8 === 0 ? { kind: 'heading', text: `${n / 8 + 1}. 議題` } : { kind: 'text', runs: [{ text: varied(n) }] }))] });
const plates = () => ({ language: 'ja', title: '名札', blocks: [{ kind: 'plates', columns: [], seats: Array.from({ length: PAGES }, (_, n) => ({ organisation: `第${n}大使館`, title: '書記官', name: '山田 太郎', reading: 'やまだ たろう', chairs: false })) }] });

export async function measure({ quick, say, table }) {
  const { writePdf } = await load('pdf.writer.js');
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const finish = { at: AT, mark: '閲覧者：Santos Maria（在京フィリピン大使館）　2027-01-12 09:00:00 JST' };
  // As many paragraphs as fill a hundred pages.
  const trial = (await PDFDocument.load(await writePdf(minutes(100), finish))).getPageCount();
  const paper = minutes(Math.ceil((100 * PAGES) / trial));
  const one = async (what, made) => {
    const times = [];
    let [most, bytes] = [0, 0];
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    for (let round = 0; round < (quick ? 1 : 5); round += 1) {
      globalThis.gc?.();
      const before = process.memoryUsage().rss;
      const from = performance.now();
      bytes = (await writePdf(made, finish)).length;
      times.push(performance.now() - from);
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    delay.disable();
    const pages = (await PDFDocument.load(await writePdf(made, finish))).getPageCount();
    return { what, pages, ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)], megabytes: most / 1e6, kilobytes: bytes / 1e3, othersWaitMs: delay.max / 1e6 };
  };
  const results = [await one('minutes', paper), await one('name plates', plates())];
  say(table(results.map(({ what, pages, ms, megabytes, kilobytes, othersWaitMs }) => ({ what: `${what}, ${pages} pages`, 'ms, median': ms.toFixed(0), 'MB more': megabytes.toFixed(0), 'kB': kilobytes.toFixed(0), 'others wait, ms at most': othersWaitMs.toFixed(0) }))));
  return Object.fromEntries(results.map(({ what, ...figures }) => [what.replace(' ', '-'), figures]));
}
