import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { useReading } from '../../hub/queries.js';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { differenceOf } from '../../ui/difference.js';
import { Field } from '../../ui/field.js';
import { Lines, Refused, Yes } from '../../ui/form.js';
import { Pieces } from '../../ui/pieces.js';
import { Failed, Loading, Notice } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { Under } from '../under.js';
import { type Correction, inputOf, type Original } from './correction.js';
import { FactsCorrection } from './facts-correction.js';
import { correctable, proposeCorrection } from './proposals.generated.js';
import { SectionCorrection } from './section-correction.js';

/** Proposing a correction: the text as it stands, to be written over. */
export function ProposePage({ id }: { id: string }): ReactNode {
  const { texts: { proposals } } = useLanguage();
  return <Under id={id} room="proposals" title={proposals.propose}>{() => <Load id={id} />}</Under>;
}

function Load({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useReading(`bulletin ${id}`, correctable, { id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return data.bulletin && <Propose original={data.bulletin} />;
}

const EMPTY: Correction = { sections: {}, missing: [], reason: '', credit: false };

function Propose({ original }: { original: Original }): ReactNode {
  const { texts } = useLanguage();
  const { proposals, bulletin: words } = texts;
  const [, go] = useLocation();
  const { id, language, facts } = original;
  const { value, set, forget } = useTyped<Correction>(`proposal ${id}`, EMPTY);
  const [tried, setTried] = useState(false);
  const send = useSending(proposeCorrection, [`bulletin ${id}`, 'home']);
  const input = inputOf(original, value);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!input) return;
    send.mutate({ input }, {
      onSuccess: ({ proposeCorrection: { proposal } }) => {
        forget();
        go(`/bulletins/${id}/proposals/${proposal.id}`);
      },
    });
  };
  const line = (name: 'title' | 'documentNumber' | 'handlingNote' | 'potentialVictims' | 'identifiedVictims', label: string, was: string, more: object = {}): ReactNode => (
    <div className="correct">
      <Field label={label} name={name} value={value[name] ?? was} onChange={(text) => set({ [name]: text })} {...more} />
      {value[name] !== undefined && value[name] !== was && <p className="difference" lang={language}><Pieces of={differenceOf(was, value[name] ?? '', language)} /></p>}
    </div>
  );
  return (
    <Form onSubmit={submit} className="form-wide">
      <p className="lead">{proposals.lead}</p>
      {line('title', proposals.fields.TITLE, original.title, { maxLength: 300 })}
      {original.sections.map((section) => (
        <SectionCorrection key={section.id} section={section} language={language} value={value.sections[section.id] ?? null}
          onChange={(change) => {
            const { [section.id]: _, ...others } = value.sections;
            set({ sections: change ? { ...others, [section.id]: change } : others });
          }} />
      ))}
      {value.missing.map((section, index) => (
        <fieldset key={index} className="card">
          <legend>{proposals.fields.SECTION_ADDED}</legend>
          <Field label={proposals.heading} value={section.heading} maxLength={200} onChange={(heading) => set({ missing: value.missing.with(index, { ...section, heading }) })} />
          <Lines label={proposals.body} value={section.body} onChange={(body) => set({ missing: value.missing.with(index, { ...section, body }) })} />
          <Button onPress={() => set({ missing: value.missing.toSpliced(index, 1) })}>{proposals.takeAway}</Button>
        </fieldset>
      ))}
      <p><Button onPress={() => set({ missing: [...value.missing, { heading: '', body: '' }] })}>{proposals.addSection}</Button></p>
      <details className="filters">
        <summary>{words.facts}</summary>
        <div className="filters-in">
          {line('potentialVictims', words.potential, facts?.potentialVictims?.toString() ?? '', { inputMode: 'numeric' })}
          {line('identifiedVictims', words.identified, facts?.identifiedVictims?.toString() ?? '', { inputMode: 'numeric' })}
          <FactsCorrection original={original} value={value} set={set} />
          {line('documentNumber', words.documentNumber, original.documentNumber ?? '')}
          {line('handlingNote', proposals.fields.HANDLING_NOTE, original.handlingNote ?? '')}
        </div>
      </details>
      <Lines label={proposals.reason} help={proposals.reasonHelp} name="reason" value={value.reason} onChange={(reason) => set({ reason })} rows={3} maxLength={2_000} />
      <Yes value={value.credit} onChange={(credit) => set({ credit })}>{proposals.credit}</Yes>
      {tried && !input && <Notice kind="warning" role="alert"><p>{proposals.nothing}</p></Notice>}
      {original.sections.length === 0 && <p className="quiet"><Text>{proposals.noSections}</Text></p>}
      <Refused error={send.error} title={texts.form.notSent} />
      <p className="row-start"><Button type="submit" look="first" isPending={send.isPending}>{proposals.send}</Button> <Link href={`/bulletins/${id}/proposals`} className="target" onClick={forget}>{texts.do.cancel}</Link></p>
    </Form>
  );
}
