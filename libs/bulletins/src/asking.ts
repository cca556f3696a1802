import type { HubContext } from '@hub/access';

/** Whether the document asks for a field anywhere; reading it otherwise would be wasted. */
export const selects = (context: HubContext, field: string): boolean => context.selectedFields?.has(field) ?? true;

/** The asker's organisation; null for nobody in particular. */
export const organisationOf = ({ actor }: HubContext): string | null => (actor.kind === 'person' ? actor.organisationId : null);

/** Fields of a list that hub.newest gives; names of other types' fields that they lead to stand here too. */
const BRIEF: ReadonlySet<string> = new Set([
  'bulletins', 'edges', 'node', 'nodes', 'cursor', 'pageInfo', 'hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor', '__typename',
  'id', 'reference', 'version', 'kind', 'state', 'tlp', 'urgency', 'title', 'language', 'publishedAt', 'sections', 'heading', 'body',
  'originator', 'name', 'names', 'text', 'code', 'country',
]);

/** Whether the document asks for anything beyond; what is not known to be brief counts as a detail. */
export function selectsDetails({ selectedFields }: HubContext): boolean {
  if (!selectedFields) return true;
  for (const field of selectedFields) if (!BRIEF.has(field)) return true;
  return false;
}
