// Takes SQL conditions apart, so that each single clause can be left out.

/** A condition with one clause left out. */
export interface Mutant {
  /** The clause that is gone. */
  readonly clause: string;
  readonly text: string;
}

/** Splits at a word at the outermost level, outside of quotes and brackets. */
function split(text: string, word: 'AND' | 'OR'): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (depth === 0 && new RegExp(`^\\s${word}\\s`).test(text.slice(i))) {
      parts.push(text.slice(start, i));
      i += word.length;
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Whether the first bracket closes with the last one. */
function bracketed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '(') depth += 1;
    if (text[i] === ')') depth -= 1;
    if (depth === 0 && i < text.length - 1) return false;
  }
  return true;
}

/** Without the brackets around the whole. */
const bare = (text: string): string => (bracketed(text.trim()) ? bare(text.trim().slice(1, -1)) : text.trim());

/**
 * The condition without each of its clauses in turn: one of several that must all hold becomes true, one of several ways
 * in becomes false. Goes into brackets and into EXISTS.
 */
export function withoutEachClause(condition: string): Mutant[] {
  const text = condition.trim();
  for (const [word, neutral] of [['OR', 'false'], ['AND', 'true']] as const) {
    const parts = split(text, word);
    if (parts.length === 1) continue;
    return parts.flatMap((part, i) => {
      const inPlace = (other: string): string => parts.map((one, j) => (i === j ? other : one)).join(` ${word} `);
      const inner = withoutEachClause(part).filter(({ clause }) => clause !== bare(part));
      return [{ clause: bare(part), text: inPlace(neutral) }, ...inner.map((mutant) => ({ clause: mutant.clause, text: inPlace(mutant.text) }))];
    });
  }
  if (bracketed(text)) return withoutEachClause(text.slice(1, -1)).map(({ clause, text: inner }) => ({ clause, text: `(${inner})` }));
  const exists = /^((?:NOT )?EXISTS \(\s*SELECT\b.*?\bWHERE )(.*)\)$/s.exec(text);
  if (exists) {
    const [, head = '', inner = ''] = exists;
    return [{ clause: text, text: 'true' }, ...withoutEachClause(inner).map((mutant) => ({ clause: mutant.clause, text: `${head}${mutant.text})` }))];
  }
  return [{ clause: text, text: 'true' }];
}

/** The body of a function without each of the conditions that match, in turn; a condition is found by its text. */
export function withoutEachMatch(body: string, conditions: RegExp): Mutant[] {
  return [...body.matchAll(conditions)].map((match) => ({
    clause: `${match[0]} (at ${match.index})`,
    text: `${body.slice(0, match.index)}true${body.slice(match.index + match[0].length)}`,
  }));
}
