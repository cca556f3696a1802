import { useMemo } from 'react';
import { usePages } from '../hub/queries.js';
import { people, type PeopleQuery } from './organisation.generated.js';

/** Somebody of the own organisation. */
export type Colleague = PeopleQuery['people']['nodes'][number];

const NOTHING = {};

/** The own people. */
export function usePeople() {
  const pages = usePages('organisation', people, NOTHING, ({ people: { pageInfo } }) => pageInfo);
  const all = useMemo(() => pages.data?.pages.flatMap(({ people: { nodes } }) => nodes) ?? [], [pages.data]);
  return { ...pages, all };
}
