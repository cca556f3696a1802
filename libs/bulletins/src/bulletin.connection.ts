import { Field, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '@hub/platform';
import { Bulletin } from './bulletin.types.js';

@ObjectType({ description: 'A bulletin in a list.' })
export class BulletinEdge {
  @Field({ description: 'Opaque; good for `after` and `before` with the same filter.' }) cursor: string;
  @Field(() => Bulletin, { description: 'The bulletin.' }) node: Bulletin;
}

@ObjectType({ description: 'A page of bulletins (Relay Cursor Connections).' })
export class BulletinConnection {
  @Field(() => [BulletinEdge], { description: 'With cursors.' }) edges: BulletinEdge[];
  @Field(() => [Bulletin], { description: 'The same without cursors.' }) nodes: Bulletin[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'The bulletin after the change, as the asker may see it.' })
export class BulletinPayload {
  @Field(() => Bulletin, { description: 'The bulletin.' }) bulletin: Bulletin;
}

@ObjectType({ description: 'A bulletin that an import drafted, with the row of the source that it is.' })
export class ImportedBulletin {
  @Field({ description: 'As it was given when it was drafted; good for `after`.' }) sourceKey: string;
  @Field(() => Bulletin, { description: 'The bulletin.' }) bulletin: Bulletin;
}
