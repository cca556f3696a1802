import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { useLanguage } from '../languages/language.context.js';
import { useSession, useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Page } from '../ui/page.js';
import { Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { AudiencePicker } from './audience-picker.js';
import { Basics } from './basics.js';
import { Clashes } from './clashes.js';
import { deskOf, type Writing } from './desk.js';
import { FactsPart } from './facts-form.js';
import { FilesPart } from './files-form.js';
import { Picker } from './picker.js';
import { Preview } from './preview.js';
import { type Problem, problemsOf } from './problems.js';
import { RiskPart } from './risk-form.js';
import { SavedLine } from './saved-line.js';
import { SectionsPart } from './sections-form.js';
import { StagesPart } from './stages-form.js';
import { TimesPart } from './times-form.js';
import { type About, useSheet, useWriting } from './use-writing.js';

/** Writes a bulletin: new, or on what there is. */
export function WritingPage({ id }: { id: string | null }): ReactNode {
  const { texts } = useLanguage();
  const viewer = useViewer();
  const { opened, error, load } = useWriting(id);
  const title = id === null ? texts.writing.newTitle : texts.writing.editTitle;
  if (!viewer?.roles.includes('OFFICER')) return <Page title={title}><Notice kind="warning" title={texts.state.forbidden}><p>{texts.state.forbiddenBody}</p></Notice></Page>;
  if (error !== null) return <Page title={title}><Failed error={error} onRetry={() => void load()} /></Page>;
  if (!opened) return <Page title={title}><Loading /></Page>;
  if (opened.about?.editable && !opened.about.editable.complete) return <Page title={title}><Notice kind="warning" title={texts.writing.redAuthor}><p>{texts.writing.redAuthorBody}</p></Notice></Page>;
  return <Desk writing={opened.writing} about={opened.about} reload={load} title={title} />;
}

function Desk({ writing, about, reload, title }: { writing: Writing; about: About | null; reload: () => Promise<void>; title: string }): ReactNode {
  const { texts } = useLanguage();
  const { writing: words } = texts;
  const [, go] = useLocation();
  const sheet = useSheet(writing);
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  useAddress(writing, sheet.id);
  const { form } = sheet;
  const { parties } = writing;
  const [published] = useState(about?.publishedAt ? form : null);
  const problems = problemsOf(form, parties, Date.now(), published);
  const wrong = (problem: Problem): string | null => (tried && problems.includes(problem) ? words.problems[problem] : null);
  const part = { form, change: writing.change, wrong };
  const send = async (): Promise<void> => {
    setTried(true);
    if (problems.length > 0) return void setTimeout(() => summary.current?.focus(), 0);
    await writing.save().catch(() => undefined);
    const { id, standing } = writing.current();
    if (id !== null && standing === 'saved') go(`/bulletins/${id}/review`);
  };
  return (
    <Page title={title} heading={<>{title}{about && <span className="heading-second"><Text>{about.reference}</Text></span>}</>} wide>
      {about?.pending?.returnedReason && <Notice kind="warning" title={words.returned}><p><Text>{about.pending.returnedReason}</Text></p></Notice>}
      {about?.state === 'IN_REVIEW' || about?.pending?.state === 'IN_REVIEW' ? <Notice kind="warning"><p>{words.editingVoids}</p></Notice> : null}
      {about?.publishedAt && <Notice><p>{words.revising}</p></Notice>}
      <SavedLine sheet={sheet} writing={writing} />
      {sheet.standing === 'conflict' && <Clashes sheet={sheet} writing={writing} />}
      <div className="writing">
        <form className="writing-form" onSubmit={(event) => event.preventDefault()} aria-label={title}>
          <Basics {...part} />
          <section className="part" aria-labelledby="part-audience">
            <h2 id="part-audience">{words.parts.audience}</h2>
            {wrong('nobody') && <p className="wrong">{wrong('nobody')}</p>}
            <AudiencePicker form={form} parties={parties} onChange={(audience) => writing.change({ audience })} />
            {form.tlp === 'RED' && !parties.hasRoute && <><Picker label={words.approvers} options={parties.officers} value={form.approverIds} onChange={(approverIds) => writing.change({ approverIds })} />{wrong('approver') && <p className="wrong">{wrong('approver')}</p>}</>}
            <Checkbox className="check" isDisabled={form.stages.length > 0} isSelected={form.recipientsVisible && form.stages.length === 0} onChange={(recipientsVisible) => writing.change({ recipientsVisible })}><span className="check-box" aria-hidden="true" /><span>{words.recipientsVisible}<span className="help">{form.stages.length > 0 ? words.notWithStages : words.recipientsVisibleMeans}</span></span></Checkbox>
          </section>
          <SectionsPart {...part} parties={parties} />
          <FactsPart {...part} />
          <TimesPart {...part} />
          <StagesPart form={form} change={writing.change} tried={tried} parties={parties} />
          <RiskPart {...part} parties={parties} />
          <FilesPart writing={writing} about={about} sections={form.sections} reload={reload} />
          <div ref={summary} tabIndex={-1} className="problems" role="group" aria-label={words.stillToDo}>
            {tried && problems.length > 0 && <Notice kind="warning" title={words.stillToDo} role="alert"><ul>{problems.map((problem) => <li key={problem}>{words.problems[problem]}</li>)}</ul></Notice>}
          </div>
          <Button look="first" onPress={() => void send()} isDisabled={sheet.standing === 'conflict'}>{words.checkAndSend}</Button>
          <p className="help">{words.checkAndSendHelp}</p>
          {about?.publishedAt && about.state !== 'WITHDRAWN' && <p><Link href={`/bulletins/${about.id}/recall`} className="target">{words.withdraw}</Link></p>}
        </form>
        <Preview form={form} parties={parties} writing={writing} />
      </div>
    </Page>
  );
}

/** Gives a new bulletin its address as soon as the hub has it: whoever loads the page again, also after a crash, finds it there. */
function useAddress(writing: Writing, id: string | null): void {
  const [location, go] = useLocation();
  const session = useSession();
  const person = useViewer()?.person.id;
  useEffect(() => {
    if (id === null || person === undefined || location !== '/bulletins/new') return;
    const desk = deskOf(session, person);
    desk.delete('new');
    desk.set(id, writing);
    go(`/bulletins/${id}/edit`, { replace: true });
  }, [id, location, go, person, session, writing]);
  // What the hub has is read afresh the next time; what it has not stays here.
  useEffect(() => () => {
    const { id: written } = writing.current();
    if (person !== undefined && !writing.isUnsaved) deskOf(session, person).delete(written ?? 'new');
  }, [writing, session, person]);
}
