import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useSession } from '../session/session.context.js';
import type { Operation } from './operation.js';

/** Sends a change; what it touches (`rooms`, as in useReading) is read again. The same content sent again after a bad line counts once. `onDone` follows when that was read, whether or not the form is still there. */
export function useSending<Result, Variables>(operation: Operation<Result, Variables>, rooms: readonly string[], onDone?: (result: Result) => void) {
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
    onSuccess: async (result) => {
      last.current = null;
      await Promise.all(rooms.map((room) => queries.invalidateQueries({ queryKey: [room] })));
      onDone?.(result);
    },
  });
}

/** Reads everything of a room again, where somebody else has changed it meanwhile. */
export function useReload(room: string): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: [room] });
}
