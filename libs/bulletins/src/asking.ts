import type { HubContext } from '@hub/access';

/** Whether the document asks for a field anywhere; reading it otherwise would be wasted. */
export const selects = (context: HubContext, field: string): boolean => context.selectedFields?.has(field) ?? true;

/** The asker's organisation; null for nobody in particular. */
export const organisationOf = ({ actor }: HubContext): string | null => (actor.kind === 'person' ? actor.organisationId : null);
