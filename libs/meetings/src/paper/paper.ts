/** Languages of papers. */
export type PaperLanguage = 'ja' | 'en';

/** Text of one weight. */
export interface Run { readonly text: string; readonly bold?: boolean }
/** A column of a table: `share` of its width. */
export interface Column { readonly heading: string; readonly share: number }
/** Somebody with a seat or a plate. */
export interface Seat { readonly organisation: string; readonly title: string; readonly name: string; readonly reading: string; /** Whether he belongs to who is in the chair. */ readonly chairs: boolean }

/** A piece of a paper. */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string; readonly minor?: boolean }
  | { readonly kind: 'text'; readonly runs: readonly Run[]; readonly align?: 'right' | 'centre'; readonly quiet?: boolean; /** Steps to the right, with what stands before it. */ readonly indent?: number; readonly mark?: string }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'gap' }
  | { readonly kind: 'plan'; readonly front: string; readonly columns: readonly string[]; readonly seats: readonly Seat[] }
  | { readonly kind: 'plates'; readonly columns: readonly string[]; readonly seats: readonly Seat[] };

/** A paper in one language, ready to be set: the same for every format. */
export interface Paper {
  readonly language: PaperLanguage;
  /** Also the name of its file, with the edition's number before it. */
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A piece of plain text. */
export const text = (value: string, more: Omit<Extract<Block, { kind: 'text' }>, 'kind' | 'runs'> = {}): Block => ({ kind: 'text', runs: [{ text: value }], ...more });
