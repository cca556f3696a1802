import { Injectable } from '@nestjs/common';
import type { HubContext } from '@hub/access';
import type { MediaType } from './attachment.name.js';

/** What is known of a file that may be given out. */
export interface KnownFile {
  readonly id: string;
  readonly name: string;
  readonly type: MediaType;
  readonly size: number;
  readonly sha256: string;
  readonly previewSize: number | null;
}

/** A file that hangs on something else than a bulletin, as the asker sees it now. */
export interface HeldFile extends KnownFile {
  /** What stands before the reader's name on his copy; null: it bears no mark. */
  readonly label: string | null;
}

/** Something beside bulletins that files hang on. */
export interface FileParent {
  /** The file, with what it shows entered among the operation's reads; null where the asker sees none such, or it is struck. */
  find(context: HubContext, id: string): Promise<HeldFile | null>;
  /** Enters in the log that a copy is given out, after the gate has let it pass. MUST look again whether it still may be: NOT_FOUND else. Gives the copy's id, which stands in its mark too. */
  enter(context: HubContext, id: string, preview: boolean): Promise<string>;
}

/** Such a file, and what it hangs on. */
export interface Held { readonly file: HeldFile; readonly parent: FileParent }

/** What files hang on beside bulletins: whoever has some says so as the hub starts. */
@Injectable()
export class FileParents {
  private readonly all: FileParent[] = [];

  /** One more. */
  add(parent: FileParent): void {
    this.all.push(parent);
  }

  /** A file of any of them. */
  async find(context: HubContext, id: string): Promise<Held | null> {
    for (const parent of this.all) {
      const file = await parent.find(context, id);
      if (file) return { file, parent };
    }
    return null;
  }
}
