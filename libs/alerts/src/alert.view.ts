import type { AlertCursors } from './alert.cursors.js';
import type { Alert } from './alert.types.js';
import type { VisibleAlert } from './alerts.reader.js';

/** An alert as the schema has it. */
export const alertOf = (cursors: AlertCursors, organisationId: string, { position, kind, occurredAt, bulletinId, bulletin, about, subjectId, change }: VisibleAlert): Alert =>
  ({ cursor: cursors.seal(organisationId, position), kind, occurredAt, bulletinId, bulletin, subjectId, change, unanswered: about });
