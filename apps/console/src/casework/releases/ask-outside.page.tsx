import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Checks } from '../../ui/checks.js';
import { Field } from '../../ui/field.js';
import { DayTime, Lines, OneOf, Refused } from '../../ui/form.js';
import { daysAhead, instantOf } from '../../ui/local-time.js';
import { Notice } from '../../ui/states.js';
import { visible } from '../../ui/visible.js';
import { Under, type Worked } from '../under.js';
import { requestOutside } from './outside-requests.generated.js';

/** Asking the originator to show it to somebody outside the hub. */
export function AskOutsidePage({ id }: { id: string }): ReactNode {
  const { texts: { forOutside } } = useLanguage();
  return <Under id={id} room="releases" title={forOutside.ask}>{(bulletin) => ((bulletin.tlp === 'AMBER' || bulletin.tlp === 'GREEN') && !bulletin.isOurs ? <Ask bulletin={bulletin} /> : <Notice><p>{forOutside.notAsked}</p></Notice>)}</Under>;
}

function Ask({ bulletin: { id, originator, sections } }: { bulletin: Worked }): ReactNode {
  const { texts, preferences: { zone } } = useLanguage();
  const { passing, forOutside, outside } = texts;
  const [, go] = useLocation();
  const { value, set, forget } = useTyped(`ask outside ${id}`, { name: '', organisation: '', contact: '', purpose: '', terms: '', whole: 'YES' as 'YES' | 'NO', sections: [] as readonly string[], answerBy: daysAhead(14, zone) });
  const [tried, setTried] = useState(false);
  const send = useSending(requestOutside, [`bulletin ${id}`, 'home']);
  const answerBy = instantOf(value.answerBy, zone);
  const needed = (text: string): string | null => (tried && text.trim() === '' ? texts.signIn.needed : null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if ([value.name, value.organisation, value.contact, value.purpose].some((text) => text.trim() === '') || (value.whole === 'NO' && value.sections.length === 0) || answerBy === null) return;
    send.mutate({ input: {
      bulletinId: id, readerName: value.name, readerOrganisation: value.organisation, contact: value.contact, purpose: value.purpose, terms: value.terms.trim() === '' ? null : value.terms,
      sectionIds: value.whole === 'YES' ? null : [...value.sections], answerBy,
    } }, {
      onSuccess: ({ requestOutsideRelease: { request } }) => {
        forget();
        go(`/bulletins/${id}/outside/${request.id}`);
      },
    });
  };
  return (
    <Form onSubmit={submit} className="form-wide">
      <p className="lead">{forOutside.askLead(visible(originator.name))}</p>
      <Field label={outside.reader} name="reader" value={value.name} onChange={(name) => set({ name })} maxLength={200} error={needed(value.name)} />
      <Field label={outside.readerOrganisation} help={outside.readerOrganisationHelp} name="readerOrganisation" value={value.organisation} onChange={(organisation) => set({ organisation })} maxLength={200} error={needed(value.organisation)} />
      <Lines label={forOutside.contact} help={forOutside.contactHelp} name="contact" value={value.contact} onChange={(contact) => set({ contact })} rows={2} maxLength={500} error={needed(value.contact)} />
      <Lines label={passing.purpose} help={forOutside.purposeHelp} name="purpose" value={value.purpose} onChange={(purpose) => set({ purpose })} rows={4} maxLength={2_000} error={needed(value.purpose)} />
      <Lines label={forOutside.terms} help={passing.termsHelp} name="terms" value={value.terms} onChange={(terms) => set({ terms })} rows={3} maxLength={2_000} />
      {sections.length > 0 && <OneOf label={passing.what} value={value.whole} onChange={(whole) => set({ whole })} options={[{ key: 'YES', text: passing.whole }, { key: 'NO', text: passing.some }]} />}
      {value.whole === 'NO' && (
        <>
          <Checks label={passing.sections} value={value.sections} onChange={(chosen) => set({ sections: chosen })} options={sections.map((section) => [section.id, visible(section.heading)] as const)} />
          {tried && value.sections.length === 0 && <p className="field-error" role="alert">{passing.chooseSection}</p>}
        </>
      )}
      <DayTime label={passing.answerWanted} help={passing.answerHelp} name="answerBy" value={value.answerBy} onChange={(chosen) => set({ answerBy: chosen })} error={tried && answerBy === null ? texts.form.wrongTime : null} />
      <Refused error={send.error} title={texts.form.notSent} />
      <p className="row-start"><Button type="submit" look="first" isPending={send.isPending}>{forOutside.send}</Button> <Link href={`/bulletins/${id}/releases`} className="target" onClick={forget}>{texts.do.cancel}</Link></p>
    </Form>
  );
}
