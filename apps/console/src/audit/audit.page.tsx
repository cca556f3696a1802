import { type ReactNode, useMemo } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { usePages } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { dayBounds } from '../ui/days.js';
import { Choice, Field } from '../ui/field.js';
import { Fold } from '../ui/fold.js';
import { Moment } from '../ui/moment.js';
import { Page } from '../ui/page.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { trail, type TrailQuery } from './audit.generated.js';
import { ReadingsChart } from './readings-chart.js';

type Entry = TrailQuery['auditTrail']['nodes'][number];

/** The record of access: what somebody may read of it, and the way to each proof. */
export function AuditPage(): ReactNode {
  const { texts, moments, preferences: { zone } } = useLanguage();
  const viewer = useViewer();
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const subject = search.get('subject');
  const [action, from, until] = ['action', 'from', 'until'].map((name) => search.get(name) ?? '') as [string, string, string];
  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    go(`/audit?${next.toString()}`, { replace: true });
  };
  const filter = useMemo(() => ({
    ...(subject ? { subjectId: subject } : {}), ...(action ? { actions: [action] } : {}),
    ...(from ? { from: dayBounds(from, zone).begins } : {}), ...(until ? { to: dayBounds(until, zone).ends } : {}),
  }), [subject, action, from, until, zone]);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages('audit', trail, { filter }, ({ auditTrail: { pageInfo } }) => pageInfo);
  const entries = data?.pages.flatMap(({ auditTrail: { nodes } }) => nodes) ?? [];
  const readsAll = viewer?.roles.some((role) => role === 'ADMINISTRATOR' || role === 'CONTACT_POINT' || role === 'AUDITOR');
  const acts = Object.entries(texts.acts).sort(([, a], [, b]) => moments.collator.compare(a, b));
  return (
    <Page title={texts.audit.title} lead={texts.audit.lead} wide>
      {!readsAll && <p className="quiet">{texts.audit.onlyOwn}</p>}
      {subject && <p>{texts.audit.ofBulletin} — <Link href="/audit" className="target">{texts.audit.allEntries}</Link></p>}
      {subject && <Fold title={texts.readings.title}><ReadingsChart subject={subject} /></Fold>}
      <div className="filters-row no-print" role="group" aria-label={texts.bulletins.filters}>
        <Choice label={texts.audit.action} value={action} onChange={(value) => set('action', value)} options={[['', texts.audit.anyAction], ...acts]} />
        <Field label={texts.audit.from} type="date" value={from} onChange={(value) => set('from', value)} />
        <Field label={texts.audit.until} type="date" value={until} onChange={(value) => set('until', value)} />
      </div>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && entries.length === 0 && !hasNextPage && <Empty title={texts.audit.none}>{texts.audit.noneBody}</Empty>}
      {entries.length > 0 && (
        <div className="table-wide" tabIndex={0} role="group" aria-label={texts.audit.title}>
          <table className="trail">
            <thead><tr><th scope="col">{texts.audit.when}</th><th scope="col">{texts.audit.who}</th><th scope="col">{texts.audit.what}</th><th scope="col" className="number">{texts.audit.entry}</th><th scope="col"><span className="hidden-text">{texts.audit.proof}</span></th></tr></thead>
            <tbody>{entries.map((entry) => <Row key={entry.id} entry={entry} />)}</tbody>
          </table>
        </div>
      )}
      {error && data && <Failed error={error} onRetry={() => void fetchNextPage()} />}
      {hasNextPage && <Button className="more" onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button>}
    </Page>
  );
}

function Row({ entry: { id, action, occurredAt, counter, erased, subjectId, actor, actors, organisation } }: { entry: Entry }): ReactNode {
  const { texts, moments } = useLanguage();
  const what = (texts.acts as Record<string, string>)[action] ?? action;
  const who = erased ? texts.audit.erased : (actor?.displayName ?? (actors.length > 1 ? texts.audit.several : organisation ? '–' : texts.audit.theHub));
  return (
    <tr>
      <td><Moment at={occurredAt} /></td>
      <td><Text>{who}</Text>{organisation && <span className="quiet block"><Text>{organisation.name}</Text></span>}</td>
      <td>{what}{subjectId && /^(bulletin|attachment)\./.test(action) && <> <Link href={`/bulletins/${subjectId}`} className="target">{texts.do.open}</Link></>}</td>
      <td className="number">{counter ?? <span className="quiet">{texts.audit.unsealed}</span>}</td>
      <td><Link href={`/audit/entries/${id}`} className="target no-print" aria-label={texts.audit.proofOf(what, moments.full(occurredAt))}>{texts.audit.proof}</Link></td>
    </tr>
  );
}
