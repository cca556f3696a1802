import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReadBulletinQuery } from './bulletin.generated.js';

/** A bulletin as it was read. */
export type Bulletin = NonNullable<ReadBulletinQuery['bulletin']>;

/** A change of a bulletin that somebody makes on its page: what shows it is read again. */
export function useChange<Variables>(id: string, change: (variables: Variables) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all([`bulletin ${id}`, 'home', 'bulletins'].map((room) => queries.invalidateQueries({ queryKey: [room] }))),
  });
}
