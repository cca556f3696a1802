import { keepPreviousData, QueryClient, useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useLanguage } from '../languages/language.context.js';
import { useSession, useViewer } from '../session/session.context.js';
import { HubError } from './hub.error.js';
import type { Operation } from './operation.js';

const comesAgain = (error: unknown): boolean => error instanceof HubError && (error.code === 'OFFLINE' || error.code === 'UNAVAILABLE');

/** What was read, for as long as somebody is signed in. Reading is on record: nothing is read again without a reason. */
export const createQueries = (): QueryClient => new QueryClient({
  defaultOptions: {
    queries: { staleTime: 60_000, gcTime: 10 * 60_000, refetchOnWindowFocus: false, networkMode: 'always', retry: (times, error) => times < 1 && comesAgain(error), retryDelay: 800 },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Somebody's reading of something, in his language. `room` says what it belongs to, and what to read again when that has changed; `every` so many milliseconds while the page is looked at. */
export function useReading<Result, Variables extends object>(room: string, operation: Operation<Result, Variables>, variables: Variables, { enabled = true, anonymous = false, every }: { enabled?: boolean; anonymous?: boolean; every?: number } = {}): UseQueryResult<Result> {
  const session = useSession();
  const viewer = useViewer();
  const { code } = useLanguage();
  return useQuery({
    queryKey: [room, anonymous ? null : (viewer?.person.id ?? null), code, operation.text, variables],
    queryFn: ({ signal }) => session.ask(operation, variables, { signal, anonymous }),
    enabled,
    ...(every === undefined ? {} : { refetchInterval: every, staleTime: 0, refetchOnWindowFocus: 'always' as const }),
  });
}

/** The same page by page. */
export function usePages<Result, Variables extends object>(room: string, operation: Operation<Result, Variables & { after?: string | null }>, variables: Variables, pageOf: (result: Result) => { hasNextPage: boolean; endCursor: string | null }, { anonymous = false } = {}) {
  const session = useSession();
  const viewer = useViewer();
  const { code } = useLanguage();
  return useInfiniteQuery({
    queryKey: [room, anonymous ? null : (viewer?.person.id ?? null), code, operation.text, variables],
    queryFn: ({ signal, pageParam }) => session.ask(operation, { ...variables, after: pageParam }, { signal, anonymous }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Result) => {
      const { hasNextPage, endCursor } = pageOf(last);
      return hasNextPage ? endCursor : null;
    },
    placeholderData: keepPreviousData,
  });
}
