import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { strFromU8, unzipSync } from 'fflate';
import { type Paper, text } from './paper.js';
import { shapedFont } from './pdf.shaper.js';
import { writePdf } from './pdf.writer.js';
import { writeXlsx } from './xlsx.writer.js';

const AT = new Date('2027-01-12T00:00:00Z');
const rows = (count: number): string[][] => Array.from({ length: count }, (_, n) => [`=1+${n}`, '+81-3', '-', '@SUM(A1)\n二行目']);
const paper = (count: number): Paper => ({ language: 'ja', title: '名簿: 会議/2027', blocks: [
  { kind: 'title', text: '名簿' }, { kind: 'facts', rows: [{ label: '日時', value: '<&> \u000b' }] }, { kind: 'table', columns: ['A', 'B', 'C', 'D'].map((heading) => ({ heading, share: 1 })), rows: rows(count) }, text('=終わり', { mark: '・', indent: 1 }),
] });

describe('a spreadsheet', () => {
  it('has texts alone: nothing in it is a formula, whatever it begins with', async () => {
    const parts = unzipSync(await writeXlsx(paper(2)));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const cells = [...sheet.matchAll(/<c [^>]*?(\/>|>)/g)].map(([cell]) => cell).filter((cell) => !cell.endsWith('/>'));
    expect(cells.length).toBeGreaterThan(10);
    for (const cell of cells) expect(cell).toMatch(/ t="(s|inlineStr)"/);
    expect(sheet).not.toMatch(/<f[ >]/);
    const all = Object.values(parts).map((bytes) => strFromU8(bytes)).join('');
    for (const value of ['=1+0', '+81-3', '@SUM(A1)\n二行目', '&lt;&amp;&gt;', '・ =終わり']) expect(all).toContain(value);
    expect(all).not.toContain('\u000b');
  });
});

describe('a PDF', () => {
  it('goes on on as many pages as it takes, and bears its mark on each', async () => {
    const { PDFDocument } = await import('@cantoo/pdf-lib');
    const [long, marked] = [await writePdf(paper(120), { at: AT, mark: null }), await writePdf(paper(2), { at: AT, mark: '閲覧者：Ñuñez (ไทย) 髙島' })];
    const document = await PDFDocument.load(long, { updateMetadata: false });
    expect(document.getPageCount()).toBeGreaterThan(5);
    expect([document.getTitle(), document.getCreationDate()]).toEqual(['名簿: 会議/2027', AT]);
    expect((await PDFDocument.load(marked)).getPageCount()).toBe(1);
    // Fonts are put in as far as they are used.
    expect(marked.length).toBeLessThan(60_000);
  });

  it('has names of other scripts in fonts of theirs, and none of those otherwise', async () => {
    const fontsOf = async (name: string): Promise<string[]> => {
      const { PDFDocument, PDFDict, PDFName } = await import('@cantoo/pdf-lib');
      const document = await PDFDocument.load(await writePdf({ language: 'ja', title: 'x', blocks: [text(name), text(name, { quiet: true })] }, { at: AT, mark: null }));
      return document.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict && object.get(PDFName.of('FontDescriptor')) ? [String(object.get(PDFName.of('BaseFont')))] : []));
    };
    expect((await fontsOf('山田 太郎')).filter((font) => !/JP/.test(font))).toEqual([]);
    const fonts = (await fontsOf('สมชาย (محمد علي)')).join();
    for (const script of ['Thai', 'Arabic']) expect(fonts).toContain(script);
    expect(fonts).not.toMatch(/Khmer|Hebrew/);
    expect((await fontsOf('ဒေါ်ခင် / রহমান / කුමාර / முருகன்')).filter((font) => /Myanmar|Bengali|Sinhala|Tamil/.test(font))).toHaveLength(8);
  });

  it('has vowels of Burmese where they are read, before the consonant after which they are spoken', () => {
    const font = (): ReturnType<typeof shapedFont> => shapedFont(readFileSync(createRequire(import.meta.url).resolve('@fontsource/noto-sans-myanmar/files/noto-sans-myanmar-myanmar-400-normal.woff')));
    const [consonant, vowel] = [0x1019, 0x1031].map((letter) => font().glyphForCodePoint(letter).id);
    const { glyphs } = font().layout('မေ');
    expect([glyphs.map(({ id }) => id), glyphs.map(({ codePoints }) => codePoints)]).toEqual([[vowel, consonant], [[0x1031], [0x1019]]]);
  });
});
