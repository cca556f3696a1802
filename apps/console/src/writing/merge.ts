import type { FactsForm, Form, SectionForm } from './form.js';

/** A place where both have written, each something else. */
export interface Clash {
  /** Which part: a field of the form, or of its facts, or of a section. */
  readonly part: Exclude<keyof Form, 'sections' | 'facts'> | keyof FactsForm | 'heading' | 'body' | 'sectionAudience' | 'removed';
  readonly mine: unknown;
  readonly theirs: unknown;
  /** The form with theirs in this place. */
  readonly take: (form: Form) => Form;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One value from three: what one of both left as it was is the other's; where both changed it, mine stands and a clash is told. */
function settle<T>(base: T, mine: T, theirs: T, clash: (mine: T, theirs: T) => void): T {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  clash(mine, theirs);
  return mine;
}

/**
 * What both have written since `base`. Nothing typed is dropped: where both wrote in one place, mine stands until somebody chooses, and the
 * clash has theirs.
 */
export function merge(base: Form, mine: Form, theirs: Form): { form: Form; clashes: Clash[] } {
  const clashes: Clash[] = [];
  const { sections: _, facts: __, ...fields } = mine;
  const merged = Object.fromEntries((Object.keys(fields) as (keyof typeof fields)[]).map((part) => [part, settle<unknown>(base[part], mine[part], theirs[part], (own, other) => {
    clashes.push({ part, mine: own, theirs: other, take: (form) => ({ ...form, [part]: other }) });
  })]));
  const facts = Object.fromEntries((Object.keys(mine.facts) as (keyof FactsForm)[]).map((part) => [part, settle<unknown>(base.facts[part], mine.facts[part], theirs.facts[part], (own, other) => {
    clashes.push({ part, mine: own, theirs: other, take: (form) => ({ ...form, facts: { ...form.facts, [part]: other } }) });
  })]));
  return { form: { ...merged, facts, sections: mergeSections(base.sections, mine.sections, theirs.sections, clashes) } as unknown as Form, clashes }; // -- the names of a form's parts, each with its own type, are lost to fromEntries
}

function mergeSections(base: readonly SectionForm[], mine: readonly SectionForm[], theirs: readonly SectionForm[], clashes: Clash[]): SectionForm[] {
  const byId = (list: readonly SectionForm[]): Map<string, SectionForm> => new Map(list.flatMap((section) => (section.id ? [[section.id, section] as const] : [])));
  const [was, other] = [byId(base), byId(theirs)];
  const change = (key: string, more: Partial<SectionForm>) => (form: Form): Form => ({ ...form, sections: form.sections.map((section) => (section.key === key ? { ...section, ...more } : section)) });
  const kept = mine.flatMap((section): SectionForm[] => {
    const [before, their] = [section.id ? was.get(section.id) : undefined, section.id ? other.get(section.id) : undefined];
    if (!section.id || (!before && !their)) return [section];
    if (!their) {
      // They removed it. What I wrote in it meanwhile stays, as a section of its own.
      if (before && same(written(before), written(section))) return [];
      clashes.push({ part: 'removed', mine: section.heading, theirs: null, take: (form) => ({ ...form, sections: form.sections.filter(({ key }) => key !== section.key) }) });
      return [{ ...section, id: null }];
    }
    const start = before ?? their;
    const part = (name: 'heading' | 'body' | 'audience') => settle(start[name], section[name], their[name], (own, theirOwn) => {
      clashes.push({ part: name === 'audience' ? 'sectionAudience' : name, mine: own, theirs: theirOwn, take: change(section.key, { [name]: theirOwn }) });
    });
    return [{ ...section, heading: part('heading') as string, body: part('body') as string, audience: part('audience') as SectionForm['audience'] }];
  });
  const mineIds = new Set(mine.map(({ id }) => id));
  // What they added, and what I removed while they wrote in it.
  const added = theirs.filter((section) => section.id && !mineIds.has(section.id) && !(was.has(section.id) && same(written(was.get(section.id)), written(section))));
  const order = same(base.map(({ id }) => id), mine.map(({ id }) => id).filter((id) => id !== null && was.has(id))) ? theirs.map(({ id }) => id) : [];
  const place = ({ id }: SectionForm): number => (id && order.includes(id) ? order.indexOf(id) : order.length);
  return order.length > 0 ? [...kept, ...added].map((section, index) => [section, index] as const).sort(([a, i], [b, j]) => place(a) - place(b) || i - j).map(([section]) => section) : [...kept, ...added];
}

const written = (section: SectionForm | undefined): unknown => section && [section.heading, section.body, section.audience];
