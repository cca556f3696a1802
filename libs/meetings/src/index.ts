export { FeedsService } from './calendar/feeds.service.js';
export { serveCalendar } from './calendar/serve-calendar.js';
export { InboxService } from './invitations/inbox.service.js';
export { InvitationWatch } from './invitations/invitation.watch.js';
export { MeetingMails } from './invitations/meeting.mails.js';
export { serveInbound } from './invitations/serve-inbound.js';
export * from './meetings.module.js';
