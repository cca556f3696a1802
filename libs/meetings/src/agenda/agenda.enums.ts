import { registerEnumType } from '@nestjs/graphql';

/** What an item is for. */
export enum MeetingItemPurpose { INFORMATION = 'INFORMATION', DISCUSSION = 'DISCUSSION', DECISION = 'DECISION' }
/** What became of a proposal. */
export enum MeetingItemState { PROPOSED = 'PROPOSED', ACCEPTED = 'ACCEPTED', DECLINED = 'DECLINED', MERGED = 'MERGED', WITHDRAWN = 'WITHDRAWN' }
/** What a stretch of the day is, to who looks at it. */
export enum MeetingAgendaSlotKind { ITEM = 'ITEM', CLOSED = 'CLOSED', BREAK = 'BREAK', LUNCH = 'LUNCH' }

registerEnumType(MeetingItemPurpose, { name: 'MeetingItemPurpose', description: 'What an item is for.', valuesMap: {
  INFORMATION: { description: 'To be told (報告).' }, DISCUSSION: { description: 'To be talked over (協議).' }, DECISION: { description: 'To be decided (議決).' } } });
registerEnumType(MeetingItemState, { name: 'MeetingItemState', description: 'What became of a proposed item.', valuesMap: {
  PROPOSED: { description: 'Waits for a coordinator.' }, ACCEPTED: { description: 'On the agenda.' }, DECLINED: { description: 'Not taken up, with the reason.' },
  MERGED: { description: 'Taken up in another item, behind which its proposer stands now too.' }, WITHDRAWN: { description: 'Taken back by its proposer.' } } });
registerEnumType(MeetingAgendaSlotKind, { name: 'MeetingAgendaSlotKind', description: 'What a stretch of the day is, to the asker.', valuesMap: {
  ITEM: { description: 'An item that is open to the asker.' }, CLOSED: { description: 'Something that is not: its length is all there is to know.' }, BREAK: { description: 'A break.' }, LUNCH: { description: 'Lunch.' } } });
