import { Injectable } from '@nestjs/common';
import { invalid, pageRequest } from '@hub/kernel';
import { type HubContext, signedIn } from '@hub/access';
import { AlertCursors } from './alert.cursors.js';
import type { AlertsArgs } from './alert.inputs.js';
import { AlertConnection } from './alert.types.js';
import { alertOf } from './alert.view.js';
import { AlertsReader, type VisibleAlert } from './alerts.reader.js';

/** Alerts looked at in one go, and at most for one page: others than the asker's and unwanted ones are among them. */
const STRETCH = { least: 50, most: 101 };
const STRETCHES = 60;

/** The stream as a list. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly reader: AlertsReader,
    private readonly cursors: AlertCursors,
  ) {}

  /** A page, in the order in which alerts came. A cursor of another organisation, or none of this hub's, is INVALID_INPUT. */
  async page(context: HubContext, { first, after, filter }: AlertsArgs): Promise<AlertConnection> {
    const { organisationId } = signedIn(context.actor);
    const { limit, after: from } = pageRequest<{ position: number }>({ first: first ?? 50, after }, (cursor) => {
      const position = this.cursors.open(organisationId, cursor);
      return position === null ? null : { position };
    });
    const found: VisibleAlert[] = [];
    let position = from?.position ?? 0;
    let end = false;
    for (let turn = 0; turn < STRETCHES && !end && found.length <= limit; turn += 1) {
      const { epoch, last, forgotten, upTo, alerts } = await this.reader.after(context, position, Math.min(STRETCH.most, Math.max(STRETCH.least, limit + 1)), filter);
      if (from && (from.position < forgotten || from.position > last)) throw tooOld();
      const page = alerts.slice(0, limit - found.length);
      this.reader.show(context, epoch, page);
      found.push(...alerts.slice(0, limit + 1 - found.length));
      position = upTo;
      end = upTo >= last;
    }
    const nodes = found.slice(0, limit).map((alert) => alertOf(this.cursors, organisationId, alert));
    const hasNextPage = found.length > limit || !end;
    const endCursor = found.length <= limit && !end ? this.cursors.seal(organisationId, position) : (nodes.at(-1)?.cursor ?? null);
    return {
      nodes, edges: nodes.map((node) => ({ cursor: node.cursor, node })),
      pageInfo: { hasNextPage, hasPreviousPage: from !== null, startCursor: nodes[0]?.cursor ?? null, endCursor },
    };
  }
}

const tooOld = (): Error => invalid('after', 'Alerts after this cursor are not kept any more: read `bulletins` afresh, and begin without `after`. / このカーソル以降の通知は保存期間を過ぎました。bulletins を読み直してください。');
