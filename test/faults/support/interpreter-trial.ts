import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, data, type TestHub, type TestPerson } from '@hub/testing';
import { act, ASSIGN, CLEAR, page, REVOKE } from '../../features/support/interpreting.js';
import { Dice, Tally } from './campaign.js';

/** What is taken back from an interpreter: by BR, the item's proposer. `narrowed` is an interpreter whom its audience brings along, `cleared` one whom BR has cleared; each with a link. */
export interface Trial {
  readonly hub: TestHub; readonly item: string; readonly title: string; readonly br: TestPerson; readonly audience: readonly string[];
  readonly cleared: { readonly id: string; readonly link: string }; readonly narrowed: { readonly id: string; readonly link: string }; readonly between: readonly string[];
}
/** What came of it: pages that showed the item, what was entered for it, and how much of that after the commit of what took it back. */
export interface Outcome { readonly shown: number; readonly entered: number; readonly after: number; readonly still: number; readonly moments: Tally }

/** When an entry is made, and when a change of what lets interpreters in is about to be committed, by the database's clock. */
const WATCH = `
  CREATE TABLE public.trial_times (act uuid, at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE FUNCTION public.trial_entered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN INSERT INTO public.trial_times (act) VALUES (NEW.act_id); RETURN NULL; END $$;
  CREATE FUNCTION public.trial_taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN INSERT INTO public.trial_times DEFAULT VALUES; RETURN NULL; END $$;
  CREATE TRIGGER trial_entered AFTER INSERT ON hub.log_bodies FOR EACH ROW EXECUTE FUNCTION public.trial_entered();
  ${['meeting_clearances', 'meeting_interpretations', 'meeting_items'].map((table) => `CREATE CONSTRAINT TRIGGER trial_taken AFTER UPDATE ON hub.${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trial_taken();`).join('\n  ')}`;

/** In each round pages open around the moment at which what they show is taken back. */
export async function takeBack({ hub, item, title, br: proposer, audience, cleared, narrowed, between }: Trial, rounds: number): Promise<Outcome> {
  const dice = new Dice();
  const moments = new Tally();
  const windows: { from: Date; to: Date }[] = [];
  let [shown, still, place, br] = [0, 0, 0, proposer];
  const send = (text: string, input: object): Promise<Answer> => hub.graphql(text, { token: br.token, variables: { input } });
  const say = async (text: string, input: object): Promise<void> => void data(await send(text, input));
  const kinds: Record<string, { link: string; take: () => Promise<void>; back: () => Promise<void> }> = {
    clearance: { link: cleared.link, take: () => say(REVOKE, { itemId: item, interpreterId: cleared.id }), back: () => say(CLEAR, { itemId: item, interpreterId: cleared.id }) },
    assignment: {
      link: cleared.link, back: () => say(ASSIGN, { itemId: item, interpreterId: cleared.id, between }),
      take: async () => {
        const { rows: [row] } = await hub.superuser<{ id: string }>('SELECT id FROM hub.meeting_interpretations WHERE item_id = $1 AND interpreter_id = $2 AND ended_at IS NULL', [item, cleared.id]);
        data(await hub.graphql(`mutation { unassignMeetingInterpreter(id: "${row?.id}") { edition { id } } }`, { token: br.token }));
      },
    },
    audience: {
      link: narrowed.link, back: async () => void (await hub.superuser(`UPDATE hub.meeting_items SET audience = $2, state = 'ACCEPTED', position = $3 WHERE id = $1`, [item, audience, place])),
      take: async () => {
        const { rows: [row] } = await hub.superuser<{ revision: number; position: number }>('SELECT revision, position FROM hub.meeting_items WHERE id = $1', [item]);
        place = row?.position ?? 0;
        await say(act('updateMeetingItem', 'item { id }'), { id: item, expectedRevision: row?.revision, audience: [] });
      },
    },
  };
  await hub.superuser(WATCH);
  for (let round = 0; round < rounds; round += 1) {
    if (round % 10 === 9) {
      // One network opens sixty pages a minute.
      hub.clock.advance(61_000);
      br = { ...br, token: await hub.tokenFor(br.id) };
    }
    const kind = kinds[['clearance', 'assignment', 'audience'][round % 3] ?? ''] as (typeof kinds)[string];
    const opening = Array.from({ length: 3 }, async () => {
      await sleep(dice.below(30));
      return (await page(kind.link)).includes(title);
    });
    await sleep(dice.below(25));
    const taking = kind.take();
    const seen = (await Promise.all(opening)).filter(Boolean).length;
    await taking;
    if ((await page(kind.link)).includes(title)) still += 1;
    shown += seen;
    moments.add(seen === 3 ? 'pages before' : seen === 0 ? 'pages after' : 'pages on both sides');
    const { rows: [row] } = await hub.superuser<{ from: Date; to: Date }>('SELECT max(at) AS from, clock_timestamp() AS to FROM public.trial_times WHERE act IS NULL');
    if (!row?.from) throw new Error('nothing was taken back');
    windows.push(row);
    await kind.back();
  }
  const entries = new Set((await hub.recorded({ action: 'meeting.item-shown', subject: item })).map(({ actId }) => actId));
  const { rows } = await hub.superuser<{ act: string; at: Date }>('SELECT act, min(at) AS at FROM public.trial_times WHERE act IS NOT NULL GROUP BY act');
  const times = rows.filter((row) => entries.has(row.act)).map(({ at }) => at);
  await hub.superuser('DROP FUNCTION public.trial_entered CASCADE; DROP FUNCTION public.trial_taken CASCADE; DROP TABLE public.trial_times');
  return { shown, entered: times.length, after: times.filter((at) => windows.some(({ from, to }) => at > from && at < to)).length, still, moments };
}
