import type { ReadToSendQuery } from './writing.generated.js';

/** A bulletin with its working copy, before it goes out. */
export type ToSend = NonNullable<ReadToSendQuery['bulletin']>;
/** The same, where there is a copy to send. */
export interface Sendable { readonly bulletin: ToSend; readonly copy: NonNullable<ToSend['pending']>; readonly text: NonNullable<ToSend['editable']>; readonly revision: number }
