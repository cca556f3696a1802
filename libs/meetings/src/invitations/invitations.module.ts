import { Module } from '@nestjs/common';
import { EditionsModule } from '../editions/editions.module.js';
import { LinksModule } from '../links/links.module.js';
import { DelegateSection } from './delegate.guest.js';
import { DelegatesService } from './delegates.service.js';
import { InboxService } from './inbox.service.js';
import { InvitationWatch } from './invitation.watch.js';
import { InvitationFieldsResolver, InvitationsResolver, MeetingDelegateResolver, MeetingDelegationResolver } from './invitations.resolver.js';
import { InvitationsService } from './invitations.service.js';
import { MailboxStatus } from './mailbox.status.js';
import { MeetingMailbox } from './meeting.mailbox.js';
import { MeetingMails } from './meeting.mails.js';

/** Whom the parties send, and the calendar messages to them and from them. */
@Module({
  imports: [EditionsModule, LinksModule],
  providers: [InvitationsService, DelegatesService, DelegateSection, InboxService, InvitationWatch, MeetingMailbox, MailboxStatus, MeetingMails, InvitationsResolver, InvitationFieldsResolver, MeetingDelegateResolver, MeetingDelegationResolver],
  exports: [InboxService, InvitationsService, InvitationWatch, MeetingMailbox, MailboxStatus, MeetingMails, DelegatesService],
})
export class InvitationsModule {}
