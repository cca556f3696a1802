import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/button.js';
import { Page } from '../ui/page.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { sealOfMinutes } from './audit.generated.js';
import { checkMinutes, type CheckedMinutes, type CheckedPart, minutesFit, recordSays } from './minutes-check.js';
import { MinutesPicture } from './minutes-picture.js';
import { holds } from './proof-check.js';
import { ProofPicture } from './proof-picture.js';
import { LogKeys, type Step, Steps, useStepsOf } from './proof-steps.js';
import { prove, type Proved } from './prove.js';

/** What was fetched and calculated. `proved`: of the record in the log; 'waiting': it is not sealed yet; null: there is none that is open to whoever asks. */
interface Found { readonly title: string; readonly minutes: CheckedMinutes | null; readonly proved: Proved | 'waiting' | null }

async function look(session: Session, id: string): Promise<Found> {
  const { meetingEdition: { title, minutes }, auditTrail: { nodes: [record] } } = await session.ask(sealOfMinutes, { id });
  if (!minutes?.seal) return { title, minutes: null, proved: null };
  return { title, minutes: await checkMinutes(minutes.seal), proved: record ? ((await prove(session, record.id)) ?? 'waiting') : null };
}

/** The seal of approved minutes, checked on this device and drawn: from the parts that somebody may read to the signed seal of the log. */
export function MinutesSealPage({ id }: { id: string }): ReactNode {
  const { texts: { minutesSeal: texts, audit, do: words }, code } = useLanguage();
  const session = useSession();
  const { data, error, refetch } = useQuery({ queryKey: ['meeting', 'seal', id, code], queryFn: () => look(session, id), staleTime: Infinity });
  return (
    <Page title={texts.title} lead={texts.lead}>
      <p className="no-print"><Link href={`/meeting/${id}/minutes`} className="target"><span>{texts.back}{data && <> – <Text>{data.title}</Text></>}</span></Link></p>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && !data.minutes && <Empty title={texts.none}>{texts.noneBody}</Empty>}
      {data?.proved === 'waiting' && <Notice><p>{audit.notYet}</p><Button onPress={() => void refetch()}>{words.retry}</Button></Notice>}
      {data?.minutes && data.proved !== 'waiting' && (data.proved ? <InLog id={id} minutes={data.minutes} proved={data.proved} /> : <Shown minutes={data.minutes} says={null} steps={[]} log={null} sealedAt={null} />)}
    </Page>
  );
}

/** With the record in the log. */
function InLog({ id, minutes, proved: { checked, steps } }: { id: string; minutes: CheckedMinutes; proved: Proved }): ReactNode {
  const { texts: { minutesSeal: texts } } = useLanguage();
  const log = useStepsOf(checked, steps);
  return (
    <Shown minutes={minutes} says={recordSays(checked.says, id, minutes)} steps={log} log={holds(checked)} sealedAt={checked.sealedAt}>
      <h2>{texts.pictureLog}</h2>
      <ProofPicture checked={checked} steps={steps} />
      <LogKeys of={checked.keys} />
    </Shown>
  );
}

function Shown({ minutes, says, steps, log, sealedAt, children }: { minutes: CheckedMinutes; says: boolean | null; steps: readonly Step[]; log: boolean | null; sealedAt: Date | null; children?: ReactNode }): ReactNode {
  const { texts: { minutesSeal: texts, audit }, moments } = useLanguage();
  const { parts, root } = minutes;
  const of = (...states: readonly CheckedPart['state'][]): number => parts.filter(({ state }) => states.includes(state)).length;
  const isBad = !minutesFit(minutes) || says === false || log === false;
  const isWhole = !isBad && says === true && log === true;
  const list: Step[] = [[texts.stepParts(of('fits', 'differs')), of('differs') === 0], [texts.stepRoot(parts.length), root], [says === null ? texts.stepNoRecord : texts.stepSays, says], ...steps];
  return (
    <>
      <Notice kind={isBad ? 'bad' : isWhole ? 'good' : 'quiet'} title={isBad ? texts.fails : isWhole ? texts.holds : texts.partly} role={isBad ? 'alert' : 'status'}>
        <p>{isBad ? texts.failsBody : isWhole ? texts.holdsBody(sealedAt ? moments.full(sealedAt) : '–') : texts.partlyBody}</p>
        {of('struck', 'purged') > 0 && <p>{texts.lost(of('struck', 'purged'))}</p>}
      </Notice>
      <h2>{texts.pictureMinutes}</h2>
      <MinutesPicture checked={minutes} says={says} />
      {children}
      <h2>{audit.steps}</h2>
      <Steps of={list} />
      <h2>{texts.sealed}</h2>
      <p className="quiet">{texts.sealedBody}</p>
      <ol className="plain rows">{parts.map((part) => <li key={part.part}><Part of={part} /></li>)}</ol>
      <p className="quiet">{texts.limits} {audit.limits}</p>
    </>
  );
}

function Part({ of: { part, state, at, titles, content } }: { of: CheckedPart }): ReactNode {
  const { texts: { minutesSeal: texts }, moments, code } = useLanguage();
  const title = part === 0 ? texts.common : (titles[code] ?? titles['en'] ?? Object.values(titles)[0] ?? (state === 'closed' ? texts.closedPart : texts.part(part + 1)));
  return (
    <>
      <p>{part + 1}. <Text>{title}</Text> <span className={state === 'fits' ? 'label label-good' : state === 'closed' ? 'label' : 'label label-warning'}>{at === null ? texts.states[state] : texts.since(texts.states[state], moments.full(at))}</span></p>
      {content !== null && <details className="fold"><summary aria-label={texts.asSealedOf(title)}>{texts.asSealed}</summary><pre tabIndex={0}><Text>{content}</Text></pre></details>}
    </>
  );
}
