import { LARGEST } from '../attachment.inputs.js';
import { AttachmentRefusal as Why, type AttachmentRemoval } from '../attachment.types.js';
import type { SealedFiles } from '../storage/sealed-file.js';
import type { Outcome } from './check.repository.js';
import { checkImage, imageRefusal } from './image.check.js';
import { IncomingFile } from './incoming-file.js';
import { judge } from './judgement.js';
import { checkOffice } from './office.check.js';
import type { PdfThread } from './pdf.check.js';
import { Refused } from './refused.js';

/** What is cleaned: how it is read out, and what was taken from it. */
interface Cleaned { readonly clean: () => AsyncIterable<Uint8Array>; readonly preview?: () => Promise<Buffer>; readonly removed: readonly AttachmentRemoval[] }

/** Looks at one file that came in, and writes it cleaned. */
export class FileCheck {
  constructor(private readonly files: SealedFiles, private readonly pdf: PdfThread) {}

  /** What it comes to. Throws what is no fault of the file. */
  async outcome({ id, name, length }: { readonly id: string; readonly name: string; readonly length: number }): Promise<Outcome> {
    const file = new IncomingFile(this.files, id, name, length);
    try {
      const type = await judge(file);
      const { clean, preview, removed } = await this.cleaned(file, type);
      // Whoever was at it before may have come some way.
      for (const part of ['file', 'preview'] as const) await this.files.clear(id, part);
      await this.files.begin(id, 'file');
      const asRefusal = (error: unknown): unknown => (error instanceof RangeError ? new Refused(Why.BOMB) : type.startsWith('image/') ? imageRefusal(error) : error);
      const { size, sha256 } = await this.files.write(id, 'file', clean(), LARGEST * 2).catch((error: unknown) => { throw asRefusal(error); });
      const picture = await preview?.();
      if (picture) await this.files.write(id, 'preview', oneOf(picture), LARGEST);
      return { state: 'READY', type, size, sha256, previewSize: picture?.length ?? null, removed };
    } catch (error) {
      if (error instanceof Refused) return { state: 'REFUSED', refusal: error.why };
      throw error;
    }
  }

  private async cleaned(file: IncomingFile, type: string): Promise<Cleaned> {
    if (type.startsWith('image/')) return checkImage(file);
    if (type !== 'application/pdf') return checkOffice(file, type);
    const { bytes, removed } = await this.pdf.clean(file);
    return { clean: () => oneOf(bytes), removed };
  }
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
