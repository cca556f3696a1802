import { AuditLog } from '@hub/audit';
import { PartiesModule } from '@hub/parties';
import { HUB_CONFIG, type HubConfig, UnitOfWork } from '@hub/platform';
import { type Abstract, type FactoryProvider, Module } from '@nestjs/common';
import { ApiTokensResolver } from './api-tokens/api-tokens.resolver.js';
import { ApiTokensService } from './api-tokens/api-tokens.service.js';
import { Attempts } from './attempts/attempts.js';
import { Authenticator } from './authenticator.js';
import { IdentityUpkeep } from './identity-upkeep.js';
import { IdentityWork } from './identity-work.js';
import { AcceptanceService } from './invitations/acceptance.service.js';
import { InvitationsResolver } from './invitations/invitations.resolver.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { PasswordConfirmation } from './passwords/password-confirmation.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { PasswordProof } from './passwords/password-proof.js';
import { PasswordsService } from './passwords/passwords.service.js';
import { RecoveredAccountService } from './recovery/recovered-account.service.js';
import { RecoveryCodes } from './recovery/recovery-codes.js';
import { RecoveryResolver } from './recovery/recovery.resolver.js';
import { RecoveryService } from './recovery/recovery.service.js';
import { CredentialsResolver } from './second-factor/credentials.resolver.js';
import { EnrolmentTokens } from './second-factor/enrolment-tokens.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { SessionHandover } from './sessions/session-handover.js';
import { SessionIssuer } from './sessions/session-issuer.js';
import { SessionsResolver } from './sessions/sessions.resolver.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';
import { AccessTokens } from './tokens/access-tokens.js';
import { ViewerReader } from './viewer/viewer.reader.js';

type Tokens<P extends readonly unknown[]> = { [K in keyof P]: Abstract<P[K]> | symbol };

/** A provider made of others; the compiler holds the tokens against the constructor. */
const made = <P extends readonly unknown[], T>(type: new (...parts: [...P]) => T, ...inject: Tokens<P>): FactoryProvider<T> => ({
  provide: type,
  inject: [...inject],
  useFactory: (...parts: [...P]) => new type(...parts),
});

const signing = <T extends AccessTokens | EnrolmentTokens>(type: new (...args: ConstructorParameters<typeof AccessTokens>) => T, audience: ConstructorParameters<typeof AccessTokens>[2]): FactoryProvider<T> => ({
  provide: type,
  inject: [HUB_CONFIG],
  useFactory: ({ secrets, http }: HubConfig) => new type(secrets.tokenKeys, http.publicUrl, audience),
});

/** Signing in, sessions, invitations, recovery. Needs the global HUB_CONFIG, UnitOfWork and AuditLog. */
@Module({
  imports: [PartiesModule],
  providers: [
    signing(AccessTokens, 'contact-point'),
    signing(EnrolmentTokens, 'contact-point/second-factor'),
    made(IdentityWork, UnitOfWork),
    made(Attempts, HUB_CONFIG),
    made(PasswordHasher),
    made(SecondFactors, HUB_CONFIG),
    made(RecoveryCodes, HUB_CONFIG),
    made(Authenticator, AccessTokens, UnitOfWork, SecondFactors),
    made(PasswordProof, IdentityWork, Attempts, PasswordHasher, AuditLog),
    made(PasswordConfirmation, IdentityWork, Attempts, PasswordHasher, AuditLog),
    made(SessionIssuer, AccessTokens, HUB_CONFIG, AuditLog),
    made(SignInService, IdentityWork, PasswordProof, Attempts, SecondFactors, SessionIssuer, AuditLog),
    made(SessionsService, IdentityWork, Attempts, SecondFactors, SessionIssuer, Authenticator, AuditLog),
    made(ApiTokensService, IdentityWork, PasswordConfirmation, Attempts, SessionsService, AuditLog),
    made(PasswordsService, IdentityWork, PasswordConfirmation, PasswordHasher, Attempts, SessionsService, AuditLog),
    made(SecondFactorService, IdentityWork, SecondFactors, PasswordConfirmation, PasswordProof, Attempts, EnrolmentTokens, AuditLog),
    made(InvitationsService, IdentityWork, AuditLog),
    made(AcceptanceService, IdentityWork, Attempts, PasswordHasher, SecondFactors, SessionIssuer, AuditLog),
    made(RecoveryService, IdentityWork, Attempts, RecoveryCodes, AuditLog),
    made(RecoveredAccountService, IdentityWork, Attempts, RecoveryCodes, PasswordHasher, SecondFactors, SessionsService, AuditLog),
    made(IdentityUpkeep, IdentityWork, Attempts),
    SessionHandover,
    ViewerReader,
    SessionsResolver,
    CredentialsResolver,
    InvitationsResolver,
    RecoveryResolver,
    ApiTokensResolver,
  ],
  exports: [Authenticator, IdentityUpkeep],
})
export class IdentityModule {}
