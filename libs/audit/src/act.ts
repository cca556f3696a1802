/** Something that somebody did. */
export interface Act {
  /** Verb in the past: bulletin.published, session.opened, … */
  readonly action: string;
  readonly occurredAt: Date;
  readonly personId: string | null;
  readonly organisationId: string | null;
  readonly subjectId: string | null;
  /** Without contents of bulletins; never more than every holder may know. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** The organisations that hold a record of it: the acting one, and each originator touched. */
  readonly holderIds: readonly string[];
}

/** A bulletin that was revealed, as the ledger keeps it until it is sealed. */
export interface Shown {
  readonly bulletin: string;
  readonly originator: string;
  /** The version's own number, for its originator; null for an envelope without content. */
  readonly number: number | null;
  /** The same as the reader counts versions. */
  readonly seen: number | null;
  readonly sections: readonly string[];
}

/** What is entered, encrypted, and made into records when it is sealed. */
export interface Entered {
  readonly action: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly person: string | null;
  readonly organisation: string | null;
  /** An act: who holds a record of it, what it was about. */
  readonly holders?: readonly string[];
  readonly subject?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** A disclosure: what was shown, in which request. */
  readonly shown?: readonly Shown[];
  readonly request?: string;
}

/** One holder's copy of an act, before it has its place in the log. */
export interface HolderCopy {
  readonly holder: string;
  readonly subjects: readonly string[];
  readonly subject: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * An act's copies, one for each holder. Of a disclosure the reader's organisation holds everything shown, others' by its own
 * count of versions; each originator its own bulletins only, by their own numbers. So no copy shows one party what another did elsewhere.
 */
export function copiesOf(entered: Entered): HolderCopy[] {
  const { shown, subject = null, detail = {} } = entered;
  if (!shown) return [...new Set(entered.holders)].map((holder) => ({ holder, subject, subjects: subject === null ? [] : [subject], detail }));
  const copies: HolderCopy[] = [];
  if (entered.organisation !== null) copies.push(copyOf(entered.organisation, shown, ({ originator, number, seen }) => (originator === entered.organisation ? number : seen), entered.request));
  for (const [originator, own] of byOriginator(shown)) {
    if (originator !== entered.organisation) copies.push(copyOf(originator, own, ({ number }) => number, undefined));
  }
  return copies;
}

function byOriginator(shown: readonly Shown[]): Map<string, Shown[]> {
  const all = new Map<string, Shown[]>();
  for (const each of shown) {
    const own = all.get(each.originator);
    if (own) own.push(each);
    else all.set(each.originator, [each]);
  }
  return all;
}

/** The request's id is the reader's alone: two originators must not learn that they were read in one. */
function copyOf(holder: string, shown: readonly Shown[], version: (shown: Shown) => number | null, request: string | undefined): HolderCopy {
  const subjects = [...new Set(shown.map(({ bulletin }) => bulletin))];
  return {
    holder, subjects, subject: subjects.length === 1 ? (subjects[0] ?? null) : null,
    // Members in the order of canonical JSON.
    detail: { bulletins: shown.map((each) => ({ id: each.bulletin, sections: each.sections, version: version(each) })), ...(request === undefined ? {} : { request }) },
  };
}
