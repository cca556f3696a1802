import { type ReactNode, useState } from 'react';
import { usePages } from '../hub/queries.js';
import { useReload, useSending } from '../hub/sending.js';
import { useLanguage } from '../languages/language.context.js';
import { sizeIn } from '../languages/moments.js';
import { useSession, useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Refused } from '../ui/form.js';
import { Moment, SaysWhen } from '../ui/moment.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { approveExport, type ExportFragment, exports } from './cases.generated.js';
import { downloadExport } from './download.js';
import { ExportForm } from './export-form.js';

const NOTHING = {};
const ROOM = 'exports';

/** Exports of cases: asked for, approved by a second person where they are about many, fetched. */
export function CaseExports({ isOfficer }: { isOfficer: boolean }): ReactNode {
  const { texts } = useLanguage();
  const { cases: words } = texts;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(ROOM, exports, NOTHING, ({ caseExports: { pageInfo } }) => pageInfo);
  const all = data?.pages.flatMap(({ caseExports: { nodes } }) => nodes) ?? [];
  return (
    <>
      <p>{words.exportBody}</p>
      <ExportForm />
      <section aria-labelledby="asked">
        <h2 id="asked">{words.asked}</h2>
        {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && all.length === 0 && <Empty title={words.noExports} />}
        <ul className="plain case-list">{all.map((one) => <One key={one.id} of={one} isOfficer={isOfficer} />)}</ul>
        {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button>}
      </section>
    </>
  );
}

function One({ of: { id, state, format, persons, reason, requestedAt, expiresAt, approvedAt, approvedBy, requestedBy, path, filter, needsApproval }, isOfficer }: { of: ExportFragment; isOfficer: boolean }): ReactNode {
  const { texts, moments } = useLanguage();
  const { cases: words } = texts;
  const own = useViewer()?.person.id === requestedBy.id;
  const reload = useReload(ROOM);
  const approve = useSending(approveExport, [ROOM, 'home']);
  const conditions = [
    ...filter.citizenships.map(moments.country), ...filter.exploitation.map((each) => texts.exploitation[each]), ...(filter.ownOnly ? [words.ownOnly] : []),
    ...(filter.from ? [words.fromDay(moments.day(filter.from))] : []), ...(filter.until ? [words.untilDay(moments.day(new Date(Date.parse(filter.until) - 1)))] : []),
  ];
  return (
    <li id={`export-${id}`}>
      <p className="labels"><span className={state === 'WAITING' ? 'label label-warning' : state === 'READY' ? 'label label-good' : 'label'}>{words.exportStates[state]}</span> <span className="label">{format}</span></p>
      <p className="strong">{words.persons(persons)} – {conditions.length === 0 ? words.allCases : moments.list(conditions)}</p>
      <p><Text>{reason}</Text></p>
      <p className="quiet meta">
        <span><Text>{requestedBy.displayName}</Text></span> <Moment at={requestedAt} /> {state !== 'EXPIRED' && <span className="due"><SaysWhen text={state === 'WAITING' ? words.approveUntil : words.fetchUntil} at={expiresAt} /></span>}
        {approvedBy && approvedAt && <span>{words.approvedBy} <Text>{approvedBy.displayName}</Text>, <Moment at={approvedAt} /></span>}
      </p>
      {state === 'WAITING' && own && <p className="quiet">{words.needsOther}</p>}
      {state === 'WAITING' && !own && (isOfficer
        ? <p><Button look="first" isPending={approve.isPending} aria-label={words.approveOf(persons)} onPress={() => approve.mutate({ input: { id, persons } })}>{words.approve}</Button></p>
        : <p className="quiet">{words.officersApprove}</p>)}
      {state === 'READY' && !own && needsApproval && <p className="quiet">{words.askerFetches}</p>}
      {state === 'READY' && own && <Fetch path={path} named={words.fetchOf(format, moments.full(requestedAt))} />}
      <Refused error={approve.error} onLoad={reload} />
    </li>
  );
}

/** Fetching the file, with how far it has come. */
function Fetch({ path, named }: { path: string; named: string }): ReactNode {
  const { texts: { cases: words }, code } = useLanguage();
  const session = useSession();
  const [bytes, setBytes] = useState<number | null>(null);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const fetchIt = async (): Promise<void> => {
    setError(null);
    setDone(false);
    setBytes(0);
    try {
      await downloadExport(path, await session.accessToken(), code, setBytes);
      setDone(true);
    } catch (reason) {
      setError(reason);
    }
    setBytes(null);
  };
  return (
    <>
      <p className="row-start"><Button look="first" isPending={bytes !== null} aria-label={named} onPress={() => void fetchIt()}>{words.fetch}</Button>{bytes !== null && <span><progress aria-label={named} /> {sizeIn(bytes, code)}</span>}</p>
      <p role="status" className="good">{done ? words.fetched : ''}</p>
      {error !== null && <Refused error={error} title={words.notFetched} onLoad={() => void fetchIt()} />}
    </>
  );
}
