import { DomainError, forbidden, invalid } from '@hub/kernel';

/** One answer for an unknown address, a wrong password, and an account that is suspended or has ended. */
export const wrongCredentials = (): DomainError =>
  new DomainError('UNAUTHENTICATED', 'The mail address or the password is wrong. / メールアドレスまたはパスワードが正しくありません。');

/** No token, or one that is not (or no longer) good. */
export const notSignedIn = (): DomainError => new DomainError('UNAUTHENTICATED', 'Please sign in. / サインインしてください。');

/** Too many attempts; the same for accounts that exist and that don't. */
export const rateLimited = (retryAfterSeconds: number): DomainError =>
  new DomainError('RATE_LIMITED', 'Too many attempts. Please wait. / 試行回数が多すぎます。しばらくお待ちください。', { retryAfterSeconds });

/** The password was right, and a second factor is enrolled. */
export const codeNeeded = (): DomainError => invalid('input.code', 'A second-factor code is needed. / 二要素認証コードが必要です。');

/** The code is not the current one, or was used before. */
export const wrongCode = (): DomainError =>
  invalid('input.code', 'The code is wrong or has been used. / コードが正しくないか、使用済みです。');

/** The current password, given again for something grave, is wrong. */
export const wrongPassword = (field: string): DomainError => invalid(field, 'The password is wrong. / パスワードが正しくありません。');

/** The role demands a second factor, and none is enrolled. */
export const enrolmentNeeded = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'Your role needs a second factor: enrol one first, with enrolSecondFactor and confirmSecondFactor. / 二要素認証の登録が必要です。',
    { allowed: ['enrolSecondFactor', 'confirmSecondFactor'] },
  );

/** The password is right for accounts in several organisations. */
export const organisationNeeded = (): DomainError =>
  invalid('input.organisation', "Give your organisation's code too: this address has several accounts. / 組織コードも入力してください。");

/** Something that only the role's own rule forbids. */
export const roleNeedsFactor = (): DomainError => forbidden('Your role needs a second factor. / 二要素認証が必須の役割です。');
