import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFigures } from './figures-file.js';

const HEADER = 'year,scope,cases_cleared,persons_arrested,victims,source';
const ROW = '2015,NPA,44,42,49,';

describe('A file of figures on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'figures-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (bytes: string | Buffer): ReturnType<typeof readFigures> => {
    const path = join(folder, 'figures.csv');
    writeFileSync(path, bytes);
    return readFigures(path, 2026);
  };

  it.each([
    ['UTF-8', Buffer.from(`${HEADER}\n${ROW}警察`)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${HEADER}\n${ROW}警察`)],
    ['Shift_JIS, as Excel in Japan writes it', Buffer.concat([Buffer.from(`${HEADER}\r\n${ROW}`), Buffer.from([0x8c, 0x78, 0x8e, 0x40])])],
    ['UTF-16', Buffer.from(`\ufeff${HEADER}\n${ROW}警察`, 'utf16le')],
  ])('is read in %s', (_, bytes) => {
    const { rows, problems } = read(bytes);
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ year: 2015, victims: 49, source: '警察' }]);
  });

  it.each([
    ['', /no header line/],
    [HEADER, /holds no figures/],
    [`year,scope\n2015,NPA`, /line 1: cases_cleared: this column is missing.*first line names the columns/],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff]), /is no text file/],
    [Buffer.alloc(5_000_001, 0x20), /larger than 5 MB/],
  ])('can be no such file', (content, message) => expect(() => read(content)).toThrow(message));

  it('can be missing, or a folder', () => {
    expect(() => readFigures(join(folder, 'nothing.csv'), 2026)).toThrow(/There is no file/);
    expect(() => readFigures(folder, 2026)).toThrow(/is a folder/);
  });
});
