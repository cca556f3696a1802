/** What the platform needs of an operation's context; libs to the right add who asks and what was read. */
export interface HubContextBase {
  readonly requestId: string;
  /** Set before execution: names of all fields that the document asks for, at any depth. */
  selectedFields?: ReadonlySet<string> | null;
}

/** What the gate is told of the operation whose answer it holds. */
export interface OperationMeta {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly name: string | undefined;
}

/** An answer that may go out, and the signed receipt of what it reveals. Those who have the same receipt have one and the same of these. */
export interface Released { readonly receipt: string | undefined }

/** Stands before every answer: it goes out only after what it reveals is on record and still allowed. */
export interface ResponseGate<C extends HubContextBase = HubContextBase> {
  /** `retry`: something that was read has been taken back meanwhile; nothing of the answer may go out. */
  release(context: C, operation: OperationMeta): Promise<'released' | 'retry'>;
  /** The same for several who are shown what the first has read, each by himself: who asked first, then the others in their order; null: `retry`. */
  releaseAll(first: C, others: readonly C[], operation: OperationMeta): Promise<readonly (Released | null)[]>;
}
