import { Injectable } from '@nestjs/common';
import type { KnownFile, Reading } from '@hub/attachments';
import type { Tx } from '@hub/platform';
import type { OpenLink } from './link.repository.js';

/** Somebody who came by a good link, at this instant. */
export interface Guest { readonly link: OpenLink; readonly at: Date }

/** What a guest is told after he has sent a form. */
export interface Said { readonly ja: string; readonly en: string }

/** A file that is given to a guest: he is on record for it. */
export interface GuestFile { readonly file: KnownFile; readonly reading: Reading }

/** A part of a guest's page. Everything is done in one transaction of the worker, in which the link is good and its edition does not move. */
export interface GuestSection {
  /** What its form says in the field `section`. */
  readonly name: string;
  /** On the links of interpreters, and on no others; otherwise on all others. */
  readonly forInterpreters?: true;
  /** Its markup, in Japanese and English; null: nothing for him now. `typed`: a form of his that was refused, to be shown as he wrote it. */
  show(tx: Tx, guest: Guest, typed: URLSearchParams | null): Promise<string | null>;
  /** Takes a form, or refuses it by a typed error, whose message he is shown. */
  submit(tx: Tx, guest: Guest, form: URLSearchParams): Promise<Said>;
  /** Enters that he is given a file that it shows him, and gives that; null: it shows him none such. */
  open?(tx: Tx, guest: Guest, fileId: string): Promise<GuestFile | null>;
}

/** The parts of the page, in the order in which rooms have added them. */
@Injectable()
export class GuestSections {
  private readonly sections: GuestSection[] = [];

  add(section: GuestSection): void {
    this.sections.push(section);
  }

  /** Those of a guest's page. */
  of({ link }: Guest): readonly GuestSection[] {
    return this.sections.filter(({ forInterpreters = false }) => forInterpreters === (link.interpreterId !== null));
  }

  named(name: string): GuestSection | undefined {
    return this.sections.find((section) => section.name === name);
  }
}
