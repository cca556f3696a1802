import { canonicalJson } from './merkle/leaf.js';

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
  /** A thread on it: whoever opened it and whoever wrote a message that was shown holds a record too, of the own messages only. */
  readonly thread?: { readonly id: string; readonly openerId: string; readonly messages: readonly { readonly id: string; readonly organisationId: string }[] };
  /** The file that was given out, where it was one. */
  readonly attachment?: string;
  /** Of a preview: through whose eyes. */
  readonly as?: { readonly organisationId?: string; readonly personId?: string; readonly anybody?: string };
}

/** What is entered, encrypted, and made into records when it is sealed. */
export interface Entered {
  readonly action: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly person: string | null;
  /** Where one thing was shown to several people of the organisation at once: who they are. `person` is null then. */
  readonly persons?: readonly string[];
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
  /** Of each subject the version that the act was about, as the detail has it; null for none. */
  readonly versions: readonly (number | null)[];
  readonly subject: string | null;
  /** Canonical JSON. */
  readonly detail: string;
}

/**
 * An act's copies, one for each holder. Of a disclosure the reader's organisation holds everything shown, others' by its own
 * count of versions; each originator its own bulletins only, by their own numbers; whoever wrote in a thread its own messages only.
 * So no copy shows one party what another did elsewhere.
 */
export function copiesOf(entered: Entered): HolderCopy[] {
  const { shown, subject = null, detail = {} } = entered;
  if (!shown) {
    const [subjects, versions] = subject === null ? [[], []] : [[subject], [versionIn(detail)]];
    const text = canonicalJson(detail).toString('utf8');
    return [...new Set(entered.holders)].map((holder) => ({ holder, subject, subjects, versions, detail: text }));
  }
  const all = shown.map(begunText);
  const copies: HolderCopy[] = [];
  if (entered.organisation !== null) copies.push(copyOf(entered.organisation, all, ({ originator, number, seen }) => (originator === entered.organisation ? number : seen), entered.request));
  for (const [holder, own] of byHolder(all)) {
    if (holder !== entered.organisation) copies.push(copyOf(holder, own, ({ originator, number }) => (originator === holder ? number : null), undefined));
  }
  return copies;
}

/** The version that an act's detail names: `number` as its originator counts, else `version` as the acting organisation does. */
export function versionIn({ number, version }: Readonly<Record<string, unknown>>): number | null {
  const named = number ?? version;
  return typeof named === 'number' && Number.isInteger(named) ? named : null;
}

/** What was shown, with what its canonical JSON begins with: the same for both who hold it. */
interface ShownText { readonly shown: Shown; readonly text: string }

// Written out: members are in the order of canonical JSON as they stand, and a page has forty of them.
const begunText = (shown: Shown): ShownText => {
  const { bulletin, sections, thread, attachment, as } = shown;
  return { shown, text: `{${as ? `"as":${JSON.stringify(as)},` : ''}${attachment === undefined ? '' : `"attachment":"${attachment}",`}"id":"${bulletin}",${thread ? `"messages":${idsText(thread.messages.map(({ id }) => id))},` : ''}"sections":${idsText(sections)},${thread ? `"thread":"${thread.id}",` : ''}"version":` };
};
const idsText = (ids: readonly string[]): string => (ids.length === 0 ? '[]' : `["${ids.join('","')}"]`);

function byHolder(all: readonly ShownText[]): Map<string, ShownText[]> {
  const groups = new Map<string, ShownText[]>();
  const give = (holder: string, each: ShownText): void => {
    const own = groups.get(holder);
    if (own) own.push(each);
    else groups.set(holder, [each]);
  };
  for (const each of all) {
    const { thread, originator } = each.shown;
    give(originator, each);
    if (!thread) continue;
    for (const writer of new Set([thread.openerId, ...thread.messages.map(({ organisationId }) => organisationId)])) {
      if (writer !== originator) give(writer, begunText({ ...each.shown, thread: { ...thread, messages: thread.messages.filter(({ organisationId }) => organisationId === writer) } }));
    }
  }
  return groups;
}

/** The request's id is the reader's alone: two originators must not learn that they were read in one. */
function copyOf(holder: string, all: readonly ShownText[], version: (shown: Shown) => number | null, request: string | undefined): HolderCopy {
  const newest = new Map<string, number | null>();
  let bulletins = '';
  for (const { shown, text } of all) {
    const shownAs = version(shown);
    newest.set(shown.bulletin, Math.max(shownAs ?? 0, newest.get(shown.bulletin) ?? 0) || null);
    bulletins += `${bulletins === '' ? '' : ','}${text}${shownAs}}`;
  }
  const subjects = [...newest.keys()];
  return {
    holder, subjects, versions: [...newest.values()], subject: subjects.length === 1 ? (subjects[0] ?? null) : null,
    detail: request === undefined ? `{"bulletins":[${bulletins}]}` : `{"bulletins":[${bulletins}],"request":${JSON.stringify(request)}}`,
  };
}
