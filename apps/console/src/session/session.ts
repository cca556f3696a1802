import { fetchFile, type HubFile } from '../hub/file.js';
import { ask } from '../hub/hub.client.js';
import { failedWith, HubError } from '../hub/hub.error.js';
import type { Operation } from '../hub/operation.js';
import { refresh, signIn, signOut, type SignInMutationVariables, whoAsks, type WhoFragment } from './session.generated.js';

/** How the page stands: not known yet, nobody, or somebody. */
export type SessionState =
  | { readonly is: 'unknown' }
  | { readonly is: 'nobody'; readonly because: 'never' | 'signed-out' | 'idle' | 'ended' }
  | { readonly is: 'somebody'; readonly viewer: WhoFragment };

interface Token { readonly value: string; readonly until: number }
/** Before a token ends the next one is asked for. */
const SOON = 45_000;

/**
 * The session of this page. The access token is in this object and nowhere else; the refresh token is in a cookie that no script can
 * read. Other tabs of this browser are told of its end.
 */
export class Session {
  private token: Token | null = null;
  private state: SessionState = { is: 'unknown' };
  private refreshing: Promise<void> | null = null;
  /** How often a session has ended here. */
  private ends = 0;
  private readonly listeners = new Set<() => void>();
  private readonly tabs = new BroadcastChannel('hub-session');

  constructor(private readonly language: () => string) {
    this.tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'ended' && this.state.is === 'somebody') this.forget('signed-out');
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): SessionState => this.state;

  /** Goes on with the session of the browser's cookie, if there is one. */
  async resume(): Promise<void> {
    await this.renew().catch((error: unknown) => {
      if (this.state.is === 'unknown') this.set({ is: 'nobody', because: 'never' });
      if (!failedWith(error, 'UNAUTHENTICATED')) throw error;
    });
  }

  async signIn(input: Omit<SignInMutationVariables['input'], 'cookie'>): Promise<void> {
    const { signIn: opened } = await ask(signIn, { input: { ...input, cookie: true } }, { token: null, language: this.language(), cookie: true });
    this.take(opened);
  }

  /** Ends the session here, in the other tabs and in the hub. Where the hub can't be reached it still ends here, and says so. */
  async signOut(because: 'signed-out' | 'idle' = 'signed-out'): Promise<void> {
    const token = this.token?.value ?? null;
    this.forget(because);
    this.tabs.postMessage('ended');
    // It goes out even where the page is closed with it.
    await ask(signOut, {}, { token, language: this.language(), cookie: true, keepalive: true }).catch((error: unknown) => {
      if (!failedWith(error, 'UNAUTHENTICATED')) throw error;
    });
  }

  /** An access token that is good for some time yet; null for nobody. */
  async accessToken(): Promise<string | null> {
    if (this.state.is !== 'somebody') return null;
    if (!this.token || this.token.until - Date.now() < SOON) await this.renew().catch((error: unknown) => this.onRefused(error));
    return this.token?.value ?? null;
  }

  /** Sends an operation in the name of whoever is signed in, or of nobody in particular. */
  ask<Result, Variables>(operation: Operation<Result, Variables>, variables: Variables, { anonymous = false, ...more }: { signal?: AbortSignal; key?: string; anonymous?: boolean } = {}): Promise<Result> {
    return this.send((token) => ask(operation, variables, { token, language: this.language(), ...more }), anonymous);
  }

  /** Fetches a file in the name of whoever is signed in. */
  file(path: string): Promise<HubFile> {
    return this.send((token) => fetchFile(path, { token, language: this.language() }), false);
  }

  private async send<Result>(asks: (token: string | null) => Promise<Result>, anonymous: boolean): Promise<Result> {
    const asker = this.person();
    // The browser's cookie may be somebody else's by now: nothing that one person has said is sent in another one's name.
    const stays = (): void => {
      if (!anonymous && asker !== null && this.person() !== asker) throw new HubError('UNAUTHENTICATED', 'The session has ended.');
    };
    const token = anonymous ? null : await this.accessToken();
    stays();
    try {
      return await asks(token);
    } catch (error) {
      // The session was ended elsewhere, or its rights were changed: one fresh token says which.
      if (!failedWith(error, 'UNAUTHENTICATED') || token === null) throw error;
      await this.renew().catch((reason: unknown) => this.onRefused(reason));
      if (this.token === null) throw error;
      stays();
      return asks(this.token.value);
    }
  }

  /** Asks again who is signed in: names are said in the language of whoever asks. */
  async lookAgain(): Promise<void> {
    if (this.state.is !== 'somebody') return;
    const { viewer } = await this.ask(whoAsks, {});
    if (this.current().is === 'somebody') this.set({ is: 'somebody', viewer });
  }

  private person(): string | null {
    return this.state.is === 'somebody' ? this.state.viewer.person.id : null;
  }

  private onRefused(error: unknown): void {
    if (!failedWith(error, 'UNAUTHENTICATED')) throw error instanceof Error ? error : new HubError('INTERNAL', String(error));
    // Whoever has signed out meanwhile, or was signed out as idle, is told that, and not that it ended.
    if (this.state.is === 'somebody') this.forget('ended');
  }

  private renew(): Promise<void> {
    const { ends } = this;
    this.refreshing ??= ask(refresh, {}, { token: null, language: this.language(), cookie: true })
      // What comes after the session was ended here does not bring it back.
      .then(({ refreshSession }) => (ends === this.ends ? this.take(refreshSession) : undefined))
      .finally(() => {
        this.refreshing = null;
      });
    return this.refreshing;
  }

  private take({ accessToken, expiresAt, viewer }: { accessToken: string; expiresAt: string; viewer: WhoFragment }): void {
    this.token = { value: accessToken, until: Date.parse(expiresAt) };
    this.set({ is: 'somebody', viewer });
  }

  private forget(because: 'signed-out' | 'idle' | 'ended'): void {
    this.ends += 1;
    this.token = null;
    this.set({ is: 'nobody', because });
  }

  private set(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
