import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useSession } from '../session/session.context.js';
import type { Operation } from './operation.js';

/** Sends a change; what it touches (`rooms`, as in useReading) is read again. The same content sent again after a bad line counts once. */
export function useSending<Result, Variables>(operation: Operation<Result, Variables>, rooms: readonly string[]) {
  const session = useSession();
  const queries = useQueryClient();
  const last = useRef<{ readonly content: string; readonly key: string } | null>(null);
  return useMutation<Result, unknown, Variables>({
    mutationFn: (variables) => {
      const content = JSON.stringify(variables);
      const now = last.current?.content === content ? last.current : { content, key: crypto.randomUUID() };
      last.current = now;
      return session.ask(operation, variables, { key: now.key });
    },
    onSuccess: () => {
      last.current = null;
      return Promise.all(rooms.map((room) => queries.invalidateQueries({ queryKey: [room] })));
    },
  });
}

/** Reads everything of a room again, where somebody else has changed it meanwhile. */
export function useReload(room: string): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: [room] });
}
