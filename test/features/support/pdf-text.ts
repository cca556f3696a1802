import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFObject } from '@cantoo/pdf-lib';

const bytesOf = (stream: PDFRawStream): string => {
  const bytes = Buffer.from(stream.contents);
  return (stream.dict.has(PDFName.of('Filter')) ? inflateSync(bytes) : bytes).toString('latin1');
};

/** The text of a PDF as a reader finds it: what is shown, by each font's own table of what its letters mean. */
export async function textOfPdf(file: Buffer): Promise<string> {
  const document = await PDFDocument.load(file, { updateMetadata: false });
  const { context } = document;
  const texts: string[] = [document.getTitle() ?? ''];
  for (const page of document.getPages()) {
    const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
    const tables = new Map([...(fonts?.entries() ?? [])].map(([name, ref]) => [name.asString(), meaningsOf(context.lookup(ref, PDFDict).lookup(PDFName.of('ToUnicode')))]));
    const contents = page.node.Contents();
    const streams: (PDFObject | undefined)[] = contents instanceof PDFArray ? contents.asArray().map((ref) => context.lookup(ref)) : [contents];
    for (const stream of streams) {
      if (!(stream instanceof PDFRawStream)) continue;
      let table = new Map<string, string>();
      for (const [, font, hex] of bytesOf(stream).matchAll(/(\/\S+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj/g)) {
        if (font !== undefined) table = tables.get(font) ?? new Map<string, string>();
        else texts.push((hex?.match(/.{4}/g) ?? []).map((code) => table.get(code.toUpperCase()) ?? '\ufffd').join(''));
      }
    }
  }
  return texts.join('\n');
}

function meaningsOf(table: PDFObject | undefined): Map<string, string> {
  if (!(table instanceof PDFRawStream)) throw new Error('a font does not say what its letters mean');
  const pairs = bytesOf(table).matchAll(/^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>/gm);
  return new Map([...pairs].map(([, code = '', letter = '']) => [code.toUpperCase(), Buffer.from(letter, 'hex').swap16().toString('utf16le')]));
}
