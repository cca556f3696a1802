import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { AttachmentRow } from '@hub/attachments';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag } from '@hub/platform';

@ObjectType({ description: 'A document of an item of the agenda. There for who sees the item, and for nobody else: no name, size or number of it. On pages of personal links an interpreter has those of the items that he interprets, and a guest those that are not confidential, of items that are open to all parties and about nothing but TLP:CLEAR.' })
export class MeetingDocument {
  /** `attachment` is made of it. */
  file: Omit<AttachmentRow, 'bulletinId' | 'number' | 'sectionId'>;
  itemId: string;
  /** `organisation` is made of it. */
  organisationId: string;
  @Field(() => LanguageTag, { description: 'Its language, by who filed it.' }) language: string;
  @Field(() => Boolean, { description: 'Whether it is for those concerned alone; false: who filed it says that it may be made public (TLP:CLEAR).' }) confidential: boolean;
  @Field(() => DateTime, { description: 'When it was filed.' }) addedAt: Date;
  @Field(() => Int, { nullable: true, description: "The number of the change by which it came, counted from 1 for this item's documents since the item stands on an agenda that was fixed; who sees the item is told of each. Null: it was there before." }) addedChange: number | null;
  @Field(() => Int, { nullable: true, description: 'The number of the change by which it was removed; null: it stands.' }) removedChange: number | null;
}
