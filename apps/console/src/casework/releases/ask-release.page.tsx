import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { usePages } from '../../hub/queries.js';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { useViewer } from '../../session/session.context.js';
import { Button } from '../../ui/button.js';
import { Checks } from '../../ui/checks.js';
import { Choice } from '../../ui/field.js';
import { DayTime, Lines, OneOf, Refused } from '../../ui/form.js';
import { daysAhead, instantOf } from '../../ui/local-time.js';
import { Failed, Loading, Notice } from '../../ui/states.js';
import { visible } from '../../ui/visible.js';
import { Under, type Worked } from '../under.js';
import { parties, requestRelease } from './releases.generated.js';

/** Asking the originator to let a third organisation know. */
export function AskReleasePage({ id }: { id: string }): ReactNode {
  const { texts: { passing: releases } } = useLanguage();
  return <Under id={id} room="releases" title={releases.ask}>{(bulletin) => (bulletin.tlp === 'AMBER' && !bulletin.isOurs ? <Ask bulletin={bulletin} /> : <Notice><p>{releases.notAsked}</p></Notice>)}</Under>;
}

function Ask({ bulletin: { id, originator, sections } }: { bulletin: Worked }): ReactNode {
  const { texts, preferences: { zone }, moments } = useLanguage();
  const { passing: releases } = texts;
  const [, go] = useLocation();
  const own = useViewer()?.organisation.id;
  const others = usePages('parties', parties, {}, ({ organisations }) => organisations.pageInfo);
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = others;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const { value, set, forget } = useTyped(`release ${id}`, { organisation: '', purpose: '', terms: '', whole: 'YES' as 'YES' | 'NO', sections: [] as readonly string[], answerBy: daysAhead(14, zone) });
  const [tried, setTried] = useState(false);
  const send = useSending(requestRelease, [`bulletin ${id}`, 'home']);
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const choices = data.pages.flatMap(({ organisations }) => organisations.nodes).filter((each) => each.id !== own && each.id !== originator.id).map((each) => [each.id, visible(each.name)] as const).sort(([, a], [, b]) => moments.collator.compare(a, b));
  const answerBy = instantOf(value.answerBy, zone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (value.organisation === '' || value.purpose.trim() === '' || (value.whole === 'NO' && value.sections.length === 0) || answerBy === null) return;
    send.mutate({ input: { bulletinId: id, organisationId: value.organisation, purpose: value.purpose, terms: value.terms.trim() === '' ? null : value.terms, sectionIds: value.whole === 'YES' ? null : [...value.sections], answerBy } }, {
      onSuccess: ({ requestRelease: { request } }) => {
        forget();
        go(`/bulletins/${id}/releases/${request.id}`);
      },
    });
  };
  return (
    <Form onSubmit={submit} className="form-wide">
      <p className="lead">{releases.askLead(visible(originator.name))}</p>
      <Choice label={releases.third} value={value.organisation} onChange={(organisation) => set({ organisation })} options={[['', releases.choose], ...choices]} />
      {tried && value.organisation === '' && <p className="field-error" role="alert">{releases.chooseThird}</p>}
      <Lines label={releases.purpose} help={releases.purposeHelp} name="purpose" value={value.purpose} onChange={(purpose) => set({ purpose })} rows={4} maxLength={2_000} error={tried && value.purpose.trim() === '' ? texts.signIn.needed : null} />
      <Lines label={releases.terms} help={releases.termsHelp} name="terms" value={value.terms} onChange={(terms) => set({ terms })} rows={3} maxLength={2_000} />
      {sections.length > 0 && <OneOf label={releases.what} value={value.whole} onChange={(whole) => set({ whole })} options={[{ key: 'YES', text: releases.whole }, { key: 'NO', text: releases.some }]} />}
      {value.whole === 'NO' && (
        <>
          <Checks label={releases.sections} value={value.sections} onChange={(chosen) => set({ sections: chosen })} options={sections.map((section) => [section.id, visible(section.heading)] as const)} />
          {tried && value.sections.length === 0 && <p className="field-error" role="alert">{releases.chooseSection}</p>}
        </>
      )}
      <DayTime label={releases.answerWanted} help={releases.answerHelp} name="answerBy" value={value.answerBy} onChange={(chosen) => set({ answerBy: chosen })} error={tried && answerBy === null ? texts.form.wrongTime : null} />
      <Refused error={send.error} title={texts.form.notSent} />
      <p className="row-start"><Button type="submit" look="first" isPending={send.isPending}>{releases.send}</Button> <Link href={`/bulletins/${id}/releases`} className="target" onClick={forget}>{texts.do.cancel}</Link></p>
    </Form>
  );
}
