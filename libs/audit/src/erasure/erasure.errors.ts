import { conflict, type DomainError, notFound } from '@hub/kernel';
import type { Decided, Requested } from './erasure.repository.js';

const held = (): DomainError => conflict('This is under a legal hold: nothing of it is erased while the hold stands. / 証拠保全の対象となっているため、解除されるまで消去できません。', { allowed: [] });

/** It is too late for whatever depends on the body. */
export const erased = (): DomainError => conflict('It has been erased. / 既に消去されています。', { allowed: [] });

/** Why a request is not taken. */
export const REQUEST_REFUSALS: Readonly<Record<Exclude<Requested, 'OPEN'>, () => DomainError>> = {
  ABSENT: notFound,
  HELD: held,
  ASKED: () => conflict('Its erasure has been asked for: consent to that, or refuse. / 既に消去が申請されています。同意または拒否してください。', { allowed: ['consentToAuditErasure', 'refuseAuditErasure'] }),
  ERASED: erased,
};

/** Why a consent or a refusal is not taken. */
export const DECISION_REFUSALS: Readonly<Record<Exclude<Decided, 'OPEN' | 'COMPLETE' | 'REFUSED'>, () => DomainError>> = {
  ABSENT: notFound,
  CONSENTED: () => conflict('Your organisation has consented. / 貴機関は既に同意しています。', { allowed: ['refuseAuditErasure'] }),
  ENDED: () => conflict('It is decided already, or the request has ended. / この申請は既に決定済み、または終了しています。', { allowed: [] }),
};
