import { failedWith, HubError } from '../hub/hub.error.js';
import type { Session } from '../session/session.js';
import type { Parties } from './audience.js';
import { changesOf, type Editable, type Form, formOf, inputOf, newForm } from './form.js';
import { type Clash, merge } from './merge.js';
import { timesOf } from './stages.js';
import { draft, type DraftMutationVariables, readToWrite, revise, type ReviseMutationVariables, type SavedFragment } from './writing.generated.js';

/** How what was typed stands to what the hub has. */
export type Standing = 'new' | 'saved' | 'typed' | 'saving' | 'offline' | 'refused' | 'conflict' | 'ended';

/** A bulletin that is being written. */
export interface Sheet {
  readonly id: string | null;
  readonly revision: number | null;
  readonly form: Form;
  readonly standing: Standing;
  readonly error: HubError | null;
  readonly clashes: readonly Clash[];
  /** When the hub last took what was typed. */
  readonly savedAt: Date | null;
  /** Whether what others wrote was put together with it. */
  readonly merged: boolean;
}

const PAUSE_MS = 1_500;
/** Whoever types on and on is saved all the same. */
const LATEST_MS = 10_000;
const RETRIES_MS = [2_000, 4_000, 8_000, 15_000, 30_000];

type Attempt = { readonly form: Form; readonly key: string } & ({ readonly draft: DraftMutationVariables['input'] } | { readonly revise: ReviseMutationVariables['input'] });

/**
 * Keeps what somebody types with the hub, as a draft. It lives outside of the screens: what the hub does not have yet outlives a lost
 * connection and the end of a session, in memory, for the same person alone.
 */
export class Writing {
  private sheet: Sheet;
  /** As the hub has it, as far as is known here. */
  private base: Form | null;
  private readonly isPublished: boolean;
  private attempt: Attempt | null = null;
  private running: Promise<void> | null = null;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private firstTyped = 0;
  private failures = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly session: Session, private readonly person: string, readonly parties: Parties, start: { id: string; revision: number; editable: Editable; published: boolean } | { language: string; zone: string }) {
    this.isPublished = 'id' in start && start.published;
    this.base = 'id' in start ? formOf(start.editable) : null;
    this.sheet = { id: 'id' in start ? start.id : null, revision: 'id' in start ? start.revision : null, form: this.base ?? ('language' in start ? newForm(start.language, start.zone) : newForm('ja')), standing: 'id' in start ? 'saved' : 'new', error: null, clashes: [], savedAt: null, merged: false };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): Sheet => this.sheet;

  /** Whether the hub lacks something that was typed. */
  get isUnsaved(): boolean {
    return this.sheet.standing !== 'new' && this.sheet.standing !== 'saved';
  }

  /** Something was typed. */
  readonly change = (more: Partial<Form>): void => {
    if (!this.isUnsaved) this.firstTyped = Date.now();
    const { standing } = this.sheet;
    this.set({ form: { ...this.sheet.form, ...more }, ...(standing === 'new' || standing === 'saved' || standing === 'refused' ? { standing: 'typed', error: null } : {}) });
    if (standing === 'conflict' || standing === 'ended') return;
    if (standing === 'offline') return;
    this.saveIn(Math.min(PAUSE_MS, Math.max(0, this.firstTyped + LATEST_MS - Date.now())));
  };

  /** Has the hub keep all that was typed; rejects where it does not. */
  readonly save = (): Promise<void> => {
    clearTimeout(this.pause);
    // Somebody else has signed in: what the first one wrote is not his.
    const state = this.session.current();
    if (state.is === 'somebody' && state.viewer.person.id !== this.person) return Promise.reject(new HubError('UNAUTHENTICATED', ''));
    this.running ??= this.send().finally(() => {
      this.running = null;
    });
    return this.running;
  };

  /** Tries again: the connection is back, or the person. */
  readonly again = (): void => {
    if (this.isUnsaved && this.sheet.standing !== 'conflict') this.save().catch(() => undefined);
  };

  /** Somebody has chosen between both texts. */
  readonly settle = (theirs: readonly Clash[]): void => {
    this.set({ form: theirs.reduce((form, { take }) => take(form), this.sheet.form), clashes: [], standing: 'typed' });
    this.save().catch(() => undefined);
  };

  /** Does something with the bulletin that moves its revision, after all is saved. */
  async withRevision(work: (id: string, revision: number) => Promise<number | null | undefined>): Promise<void> {
    await this.save();
    if (this.sheet.id === null) await this.begin();
    if (this.isPublished) await this.hold();
    const { id, revision } = this.sheet;
    if (id === null || revision === null) return;
    const moved = await work(id, revision);
    if (moved != null) this.set({ revision: moved });
  }

  /** A draft of what was not typed in yet. */
  private begin(): Promise<void> {
    this.set({ standing: 'typed' });
    return this.save();
  }

  /** Has the hub keep a working copy beside what is published, in which nothing goes out by itself. */
  private async hold(): Promise<void> {
    const { id, revision } = this.sheet;
    if (id === null || revision === null) return;
    const { reviseBulletin: { bulletin } } = await this.session.ask(revise, { input: { id, expectedRevision: revision, hold: true } }, { key: crypto.randomUUID() });
    this.set({ revision: bulletin.revision ?? null });
  }

  private saveIn(ms: number): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.save().catch(() => undefined), ms);
  }

  private async send(): Promise<void> {
    for (;;) {
      const attempt = (this.attempt ??= this.next());
      if (!attempt) {
        this.set({ standing: this.base ? 'saved' : this.sheet.standing, error: null });
        return;
      }
      this.set({ standing: 'saving' });
      try {
        const { bulletin } = 'draft' in attempt ? (await this.session.ask(draft, { input: attempt.draft }, { key: attempt.key })).draftBulletin : (await this.session.ask(revise, { input: attempt.revise }, { key: attempt.key })).reviseBulletin;
        this.attempt = null;
        this.failures = 0;
        this.took(attempt.form, bulletin);
      } catch (error) {
        await this.failed(error);
      }
    }
  }

  /** What is to be sent; what was sent and never answered goes again as it was, with its key: the hub does it once. */
  private next(): Attempt | null {
    const { id, revision, form, standing } = this.sheet;
    if (id === null || revision === null || !this.base) return standing === 'new' ? null : { form, key: crypto.randomUUID(), draft: inputOf(form, this.parties) };
    const changes = changesOf(this.base, form, this.parties);
    return Object.keys(changes).length === 0 ? null : { form, key: crypto.randomUUID(), revise: { id, expectedRevision: revision, hold: true, ...changes } };
  }

  private took(form: Form, { id, revision, editable }: SavedFragment): void {
    const ids = new Map(form.sections.map(({ key }, index) => [key, editable?.sections[index]?.id ?? null]));
    const times = new Map(form.stages.map((stage) => [stage.key, timesOf(stage)]));
    const withIds = (of: Form): Form => ({ ...of, stages: of.stages.map((stage) => ({ ...stage, has: times.get(stage.key) ?? stage.has })), sections: of.sections.map((section) => ({ ...section, id: ids.get(section.key) ?? section.id })) });
    this.base = withIds(form);
    this.set({ id, revision: revision ?? null, form: withIds(this.sheet.form), savedAt: new Date() });
  }

  private async failed(reason: unknown): Promise<void> {
    const error = reason instanceof HubError ? reason : new HubError('INTERNAL', String(reason));
    const { code } = error;
    if (code === 'CONFLICT' && this.sheet.id !== null) {
      this.attempt = null;
      return this.meet(this.sheet.id);
    }
    if (code === 'UNAUTHENTICATED') this.set({ standing: 'ended', error });
    else if (['OFFLINE', 'UNAVAILABLE', 'INTERNAL', 'RATE_LIMITED'].includes(code)) {
      this.set({ standing: 'offline', error });
      this.saveIn((error.retryAfterSeconds ?? 0) * 1_000 || (RETRIES_MS[Math.min(this.failures, RETRIES_MS.length - 1)] ?? 0));
      this.failures += 1;
    } else {
      this.attempt = null;
      this.set({ standing: 'refused', error });
    }
    throw error;
  }

  /** Somebody else has written meanwhile: both are put together, and where that can't be done somebody is asked. */
  private async meet(id: string): Promise<void> {
    const { bulletin } = await this.session.ask(readToWrite, { id }).catch(async (error: unknown) => {
      await this.failed(failedWith(error, 'CONFLICT') ? new HubError('INTERNAL', '') : error);
      throw error;
    });
    if (!bulletin?.editable || bulletin.revision == null || !this.base) {
      const error = new HubError('NOT_FOUND', '');
      this.set({ standing: 'refused', error });
      throw error;
    }
    const theirs = formOf(bulletin.editable);
    const { form, clashes } = merge(this.base, this.sheet.form, theirs);
    this.base = theirs;
    this.set({ revision: bulletin.revision, form, clashes, merged: true });
    if (clashes.length === 0) return;
    const error = new HubError('CONFLICT', '');
    this.set({ standing: 'conflict', error });
    throw error;
  }

  private set(more: Partial<Sheet>): void {
    this.sheet = { ...this.sheet, ...more };
    for (const listener of this.listeners) listener();
  }
}

/** What is on the desk of whoever is signed in, by the bulletin's id, or as new. */
const papers = new Map<string, Writing>();
let owner: string | null = null;
const watched = new WeakSet<Session>();

/** The desk of a person. Somebody else finds it empty. */
export function deskOf(session: Session, person: string): Map<string, Writing> {
  if (owner !== person) papers.clear();
  owner = person;
  if (!watched.has(session)) {
    watched.add(session);
    session.subscribe(() => {
      const state = session.current();
      // Of an ended session stays what the hub does not have, and nothing else.
      if (state.is === 'nobody') for (const [id, writing] of papers) if (!writing.isUnsaved) papers.delete(id);
      if (state.is === 'somebody' && state.viewer.person.id !== owner) papers.clear();
    });
    addEventListener('online', () => papers.forEach((writing) => writing.again()));
    addEventListener('beforeunload', (event) => {
      if ([...papers.values()].some((writing) => writing.isUnsaved)) event.preventDefault();
    });
  }
  return papers;
}
