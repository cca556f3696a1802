import { Field, ObjectType } from '@nestjs/graphql';
import { encodeCursor, type Page } from '@hub/kernel';

@ObjectType({ description: 'What lies beyond a page (Relay Cursor Connections).' })
export class PageInfo {
  @Field({ description: 'Whether more follows after the last edge.' }) hasNextPage: boolean;
  @Field({ description: 'Whether more stands before the first edge.' }) hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' }) startCursor: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null on an empty page.' }) endCursor: string | null;
}

/** A connection of the page's items; `key` gives the parts of an item's cursor. */
export function connectionOf<T>(page: Page<T>, key: (item: T) => readonly (string | number)[]): {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: PageInfo;
} {
  const { items, hasNextPage, hasPreviousPage } = page;
  const cursorOf = (item: T | undefined): string | null => (item === undefined ? null : encodeCursor(key(item)));
  // Made when they are asked for: most ask for nodes and the last cursor only.
  return {
    get edges() {
      return items.map((node) => ({ cursor: encodeCursor(key(node)), node }));
    },
    nodes: items,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      get startCursor() {
        return cursorOf(items[0]);
      },
      get endCursor() {
        return cursorOf(items.at(-1));
      },
    },
  };
}
