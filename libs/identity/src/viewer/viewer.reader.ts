import { type HubContext, signedIn } from '@hub/access';
import { PartyLoaders } from '@hub/parties';
import { Injectable } from '@nestjs/common';
import { notSignedIn } from '../identity.errors.js';
import type { Viewer } from './viewer.types.js';

/** Reads who is asking: always from the database, since what is known of a session without it may be old. */
@Injectable()
export class ViewerReader {
  constructor(private readonly loaders: PartyLoaders) {}

  /** The person signed in; UNAUTHENTICATED else. */
  async view(context: HubContext): Promise<Viewer> {
    const { personId, organisationId } = signedIn(context.actor);
    const [person, organisation] = await Promise.all([this.loaders.person(context, personId), this.loaders.organisation(context, organisationId)]);
    if (!person?.roles || person.language === null || !organisation) throw notSignedIn();
    return { person, organisation, roles: person.roles, language: person.language };
  }
}
