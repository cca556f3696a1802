export * from './meetings.module.js';
export { GuestVisits } from './links/guest.visits.js';
export { serveGuests } from './links/serve-guests.js';
export { MeetingClocks } from './schedule/meeting.clocks.js';
export { PollReminders } from './schedule/poll.reminders.js';
