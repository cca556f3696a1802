import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { useViewer } from '../../session/session.context.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Field } from '../../ui/field.js';
import { Lines, Refused } from '../../ui/form.js';
import { Markdown } from '../../ui/markdown.js';
import { Moment } from '../../ui/moment.js';
import { Text } from '../../ui/text.js';
import { visible } from '../../ui/visible.js';
import type { Worked } from '../under.js';
import { OUTSIDE, type Original, ownOf, type Source, type Translator, translatorIn } from './translation.js';
import { addTranslation, approveTranslation, type MadeFragment, removeTranslation, replaceTranslation } from './translations.generated.js';

interface PartProps { readonly bulletin: Worked; readonly original: Original; readonly source: Source; readonly translations: readonly MadeFragment[]; readonly language: string; readonly by: Translator; readonly onLoad: () => void }

/** The title or a section: the original, what there is of it in the language, and writing it. */
export function Part(props: PartProps): ReactNode {
  const { original, source, translations, language, bulletin, onLoad } = props;
  const { texts: { translating: words } } = useLanguage();
  const own = ownOf(translations, language, useViewer()?.organisation.id);
  const [writing, write] = useState(false);
  const others = translations.filter((each) => each.language === language && each !== own);
  return (
    <section className="card translate" aria-label={visible(source.heading)}>
      <div className="two">
        <div>
          <p className="quiet">{source.id === null ? words.title : words.original}</p>
          <h2><Text lang={original.language}>{source.heading}</Text></h2>
          {source.body !== null && <Markdown text={source.body} lang={original.language} />}
        </div>
        <div>
          {others.map((each) => <Shown key={each.id} of={each} />)}
          {own && !writing ? <Own of={own} bulletin={bulletin} onReplace={() => write(true)} onLoad={onLoad} /> : <Write {...props} own={own} onDone={() => write(false)} />}
        </div>
      </div>
    </section>
  );
}

/** A translation, with who made it and whether it still holds. */
function Shown({ of: { heading, body, language, label, stale, awaitsApproval, translator, translatorName, organisation, writtenAt } }: { of: MadeFragment }): ReactNode {
  const { texts: { bulletin: texts, translating: words } } = useLanguage();
  const name = translator?.displayName ?? translatorName ?? organisation.name;
  return (
    <>
      <p className="labels"><span className={label === 'MACHINE' ? 'label label-warning' : 'label'}>{words.labels[label]}</span>{stale && <span className="label label-warning">{texts.stale}</span>}{awaitsApproval && <span className="label label-warning">{words.awaits}</span>}</p>
      <p className="translated-title"><Text lang={language}>{heading}</Text></p>
      {body != null && <Markdown text={body} lang={language} />}
      <p className="quiet meta"><span><Text>{name}</Text></span> <Moment at={writtenAt} /></p>
    </>
  );
}

function Own({ of, bulletin, onReplace, onLoad }: { of: MadeFragment; bulletin: Worked; onReplace: () => void; onLoad: () => void }): ReactNode {
  const { texts: { translating: words } } = useLanguage();
  const rooms = [`bulletin ${bulletin.id}`, 'home'];
  const approve = useSending(approveTranslation, rooms);
  const remove = useSending(removeTranslation, rooms);
  const input = { id: of.id, expectedRevision: of.revision };
  return (
    <>
      <Shown of={of} />
      <div className="buttons no-print">
        {of.awaitsApproval && <Button look="first" isPending={approve.isPending} aria-label={words.approveOf(visible(of.heading))} onPress={() => approve.mutate({ input })}>{words.approve}</Button>}
        <Button aria-label={words.replaceOf(visible(of.heading))} onPress={onReplace}>{words.replace}</Button>
        <Confirm label={words.remove} aria-label={words.removeOf(visible(of.heading))} title={words.removeAsk} act={words.remove} isDisabled={remove.isPending} onConfirm={() => remove.mutate({ input })} />
      </div>
      {of.awaitsApproval && <p className="help">{words.awaitsBody}</p>}
      <Refused error={approve.error ?? remove.error} onLoad={onLoad} />
    </>
  );
}

function Write({ bulletin, original, source, language, by, own, onDone, onLoad }: PartProps & { own: MadeFragment | null; onDone: () => void }): ReactNode {
  const { texts, moments } = useLanguage();
  const { translating: words } = texts;
  const { value, set, forget } = useTyped(`translation ${bulletin.id} ${source.id} ${language}`, { heading: own?.heading ?? '', body: own?.body ?? '' });
  const [tried, setTried] = useState(false);
  const rooms = [`bulletin ${bulletin.id}`, 'home'];
  const add = useSending(addTranslation, rooms);
  const replace = useSending(replaceTranslation, rooms);
  const isTitle = source.body === null;
  const wrong = { heading: value.heading.trim() === '', body: !isTitle && value.body.trim() === '', by: by.person === OUTSIDE && by.name.trim() === '' };
  const done = (): void => {
    forget();
    onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong.heading || wrong.body || wrong.by) return;
    const text = { version: original.version, heading: value.heading, body: isTitle ? null : value.body, ...translatorIn(by) };
    if (own) replace.mutate({ input: { id: own.id, expectedRevision: own.revision, ...text } }, { onSuccess: done });
    else add.mutate({ input: { bulletinId: bulletin.id, sectionId: source.id, language, ...text } }, { onSuccess: done });
  };
  const needed = (isWrong: boolean): string | null => (tried && isWrong ? texts.signIn.needed : null);
  return (
    <Form onSubmit={submit} lang={language} data-source={source.id ?? 'title'}>
      <Field label={isTitle ? words.titleIn(moments.language(language)) : words.headingIn(moments.language(language))} name="heading" value={value.heading} onChange={(heading) => set({ heading })} maxLength={isTitle ? 300 : 200} error={needed(wrong.heading)} />
      {!isTitle && <Lines label={words.textIn(moments.language(language))} help={texts.writing.markdownHelp} name="body" value={value.body} onChange={(body) => set({ body })} rows={8} maxLength={100_000} error={needed(wrong.body)} />}
      {tried && wrong.by && <p className="field-error" role="alert">{words.outsideNeeded}</p>}
      <p className="row start"><Button type="submit" look={own ? 'first' : 'second'} isPending={add.isPending || replace.isPending}>{own ? words.replaceDo : words.add}</Button>{own && <Button onPress={done}>{texts.do.cancel}</Button>}</p>
      <Refused error={add.error ?? replace.error} onLoad={onLoad} />
    </Form>
  );
}
