/** What stands on copies of documents of an item that is not open to all parties, and is about nothing that has a stricter mark. */
export const CLOSED = '関係者限り / For those concerned';
/** On copies for who has no account, of an item that is open to all parties. */
export const OPEN = '会議資料 / Meeting document';
/** From the strictest. */
export const MARKS: readonly string[] = ['RED', 'AMBER_STRICT', 'AMBER'];
