import { Inject, Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch } from '@hub/access';
import { requireCoordinator } from '@hub/parties';
import { HUB_CONFIG, type HubConfig, UnitOfWork } from '@hub/platform';
import { mailboxAt } from './mailbox.address.js';
import { mailboxRow } from './mailbox.state.js';
import { MeetingMailboxState, type MeetingMailboxStatus } from './mailbox.types.js';

/** How it goes with the mailbox of the meeting. */
@Injectable()
export class MailboxStatus {
  private readonly id: string | null;

  constructor(
    private readonly uow: UnitOfWork,
    @Inject(HUB_CONFIG) { meetings, production }: HubConfig,
  ) {
    this.id = meetings.imapUrl === undefined ? null : mailboxAt(meetings.imapUrl, production).id;
  }

  /** Null: the hub reads none. FORBIDDEN for who does not coordinate. */
  async of(context: HubContext): Promise<MeetingMailboxStatus | null> {
    const { id } = this;
    const actor = requireCoordinator(context.actor);
    if (id === null) return null;
    const row = await this.uow.read(actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return mailboxRow(tx, id);
    });
    if (!row) return { id: null, state: MeetingMailboxState.WAITING, failure: null, failures: 0, failingSince: null, readAt: null };
    const { handle, ...rest } = row;
    const looked = row.failingSince ? MeetingMailboxState.FAILING : MeetingMailboxState.WORKING;
    return { id: handle, state: row.failingSince || row.readAt ? looked : MeetingMailboxState.WAITING, ...rest };
  }
}
