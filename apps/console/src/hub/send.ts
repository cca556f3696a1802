import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useSession } from '../session/session.context.js';
import { HubError } from './hub.error.js';
import type { Operation } from './operation.js';

/** Sending a change in somebody's name; what belongs to the room is read again afterwards, and what waits on the home page. */
export function useSend<Result, Variables extends object>(room: string, operation: Operation<Result, Variables>): UseMutationResult<Result, Error, Variables> {
  const session = useSession();
  const queries = useQueryClient();
  return useMutation({ mutationFn: (variables: Variables) => session.ask(operation, variables), onSuccess: () => Promise.all([room, 'home'].map((each) => queries.invalidateQueries({ queryKey: [each] }))) });
}

/** Which field the hub refused, such as `url`; null where it was none. */
export const refusedField = (error: unknown): string | null =>
  error instanceof HubError && error.code === 'INVALID_INPUT' ? (error.field?.replace(/^input\./, '') ?? null) : null;
