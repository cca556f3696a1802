import { Injectable } from '@nestjs/common';
import { AuditLog, emit } from '@hub/audit';
import { Clock, DomainError, notFound } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { type Guest, type GuestFile, GuestSections, type Said } from './guest.sections.js';
import { openLink, type OpenLink } from './link.repository.js';
import { addressHash } from './links.service.js';

/** What a guest is shown. */
export interface Visit { readonly link: OpenLink; readonly sections: readonly string[]; readonly said: (Said & { readonly good: boolean }) | null }

/** What a guest's act leaves in the record: always as done by link. */
export interface GuestAct { readonly action: string; readonly subjectId: string; readonly detail: Readonly<Record<string, unknown>> }

/** That a guest is shown, or given, something of an item of the agenda. */
export interface GuestSight { readonly action: string; readonly itemId: string; readonly proposerId: string; readonly bulletins: readonly { readonly id: string; readonly originatorId: string }[]; readonly detail?: Readonly<Record<string, unknown>>; /** Who holds a record beside. */ readonly alsoHeldBy?: readonly string[] }

/** Guests without an account, on the page of their link: nobody in the hub, each act on behalf of the organisation spoken for or of the coordinating one. */
@Injectable()
export class GuestVisits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly sections: GuestSections,
  ) {}

  /** The page; null where the link does not open, whatever the reason. */
  async look(token: string): Promise<Visit | null> {
    return this.visit(token, async (tx, guest) => {
      await this.record(tx, guest, { action: 'meeting.link-opened', subjectId: guest.link.id, detail: { edition: guest.link.editionId } });
      return { link: guest.link, sections: await this.shown(tx, guest, null), said: null };
    });
  }

  /** Takes a form of one of the sections, and gives the page as it stands then: what was refused stands in the form as it was written. */
  async submit(token: string, form: URLSearchParams): Promise<Visit | null> {
    const section = this.sections.named(form.get('section') ?? '');
    if (!section) return this.look(token);
    try {
      return await this.visit(token, async (tx, guest) => {
        if (!this.sections.of(guest).includes(section)) throw notFound();
        const said = await section.submit(tx, guest, form);
        return { link: guest.link, sections: await this.shown(tx, guest, null), said: { ...said, good: true } };
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [en = error.message, ja = en] = error.message.split(' / ');
      return this.visit(token, async (tx, guest) => ({ link: guest.link, sections: await this.shown(tx, guest, form), said: { ja, en, good: false } }));
    }
  }

  /** Gives one of the files that the page shows; `file` is null where it shows none such. Null where the link does not open. */
  async open(token: string, fileId: string): Promise<{ file: GuestFile | null } | null> {
    return this.visit(token, async (tx, guest) => {
      for (const section of this.sections.of(guest)) {
        const file = (await section.open?.(tx, guest, fileId)) ?? null;
        if (file) return { file };
      }
      return { file: null };
    });
  }

  /**
   * Enters that a guest is shown or given something of an item: its proposer holds a record, and each originator of a bulletin that the item is about one of its own
   * bulletins. Whose link it is holds one too; who coordinates does not of an interpreter's, unless he made it.
   */
  async enterSight(tx: Tx, { link, at }: Guest, { action, itemId, proposerId, bulletins, detail = {}, alsoHeldBy = [] }: GuestSight): Promise<void> {
    const organisationId = link.organisationId ?? link.coordinatingId;
    const act = { action, occurredAt: at, personId: null, organisationId, detail: { edition: link.editionId, ...(link.interpreterId === null ? {} : { interpreter: link.interpreterId }), ...detail, byLink: link.id } };
    await this.audit.record(tx, { ...act, subjectId: itemId, holderIds: [...new Set([organisationId, link.coordinatingId, proposerId, ...alsoHeldBy])] });
    for (const { id, originatorId } of bulletins) await this.audit.record(tx, { ...act, subjectId: id, holderIds: [originatorId] });
  }

  /** Enters an act of a guest, and that it happened. */
  async act(tx: Tx, guest: Guest, act: GuestAct): Promise<void> {
    await this.record(tx, guest, act);
    await emit(tx, { type: act.action, subjectId: act.subjectId, payload: {}, occurredAt: guest.at });
  }

  private async record(tx: Tx, { link, at }: Guest, { action, subjectId, detail }: GuestAct): Promise<void> {
    const organisationId = link.organisationId ?? link.coordinatingId;
    await this.audit.record(tx, { action, occurredAt: at, personId: null, organisationId, subjectId, detail: { ...detail, byLink: link.id }, holderIds: [...new Set([organisationId, link.coordinatingId])] });
  }

  private async visit<T>(token: string, work: (tx: Tx, guest: Guest) => Promise<T>): Promise<T | null> {
    const at = this.clock.now();
    return this.uow.realm('worker', at, async (tx) => {
      const link = await openLink(tx, addressHash(token), at);
      return link ? work(tx, { link, at }) : null;
    });
  }

  private async shown(tx: Tx, guest: Guest, form: URLSearchParams | null): Promise<string[]> {
    const shown: string[] = [];
    for (const section of this.sections.of(guest)) {
      const markup = await section.show(tx, guest, section.name === form?.get('section') ? form : null);
      if (markup !== null) shown.push(markup);
    }
    return shown;
  }
}
