import { type ReactNode, useState } from 'react';
import type { TranslationLabel } from '../../hub/enums.generated.js';
import { useReading } from '../../hub/queries.js';
import { useReload } from '../../hub/sending.js';
import { useLanguage } from '../../languages/language.context.js';
import { Choice, Field } from '../../ui/field.js';
import { OneOf, WrittenIn } from '../../ui/form.js';
import { Failed, Loading, Notice } from '../../ui/states.js';
import { visible } from '../../ui/visible.js';
import { Under, type Worked } from '../under.js';
import { Part } from './part.js';
import { OUTSIDE, type Original, sourceOf, type Translator } from './translation.js';
import { translatable, translatorsOfOurs } from './translations.generated.js';

const NOTHING = {};

/** Translating a bulletin: its title and each section, the original beside it. */
export function TranslationsPage({ id }: { id: string }): ReactNode {
  const { texts: { rooms } } = useLanguage();
  return <Under id={id} room="translations" title={rooms.translations}>{(bulletin) => <Load bulletin={bulletin} />}</Under>;
}

function Load({ bulletin }: { bulletin: Worked }): ReactNode {
  const { texts } = useLanguage();
  const { data, error, refetch } = useReading(`bulletin ${bulletin.id}`, translatable, { id: bulletin.id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (!data.bulletin || bulletin.state !== 'PUBLISHED') return <Notice><p>{texts.translating.notOut}</p></Notice>;
  return <Translate bulletin={bulletin} original={data.bulletin} />;
}

function Translate({ bulletin, original }: { bulletin: Worked; original: Original }): ReactNode {
  const { texts, code, moments } = useLanguage();
  const { translating: words } = texts;
  const reload = useReload(`bulletin ${bulletin.id}`);
  const people = useReading('people', translatorsOfOurs, NOTHING);
  const [language, speak] = useState(() => (sourceOf(original.language) === sourceOf(code) ? (sourceOf(code) === 'ja' ? 'en' : 'ja') : code));
  const [by, setBy] = useState<Translator>({ label: 'HUMAN', person: '', name: '' });
  const colleagues = (people.data?.people.nodes ?? []).filter(({ state }) => state === 'ACTIVE').map((each) => [each.id, visible(each.displayName)] as const);
  const isSame = sourceOf(language) === sourceOf(original.language);
  return (
    <>
      <p>{bulletin.isEditor ? words.leadOurs : words.lead}</p>
      <div className="filters-row">
        <WrittenIn label={words.into} value={language} onChange={speak} />
        <Choice label={words.by} value={by.person} onChange={(person) => setBy({ ...by, person })} options={[['', words.me], ...colleagues, [OUTSIDE, words.outside]]} />
        {by.person === OUTSIDE && <Field label={words.outsideName} help={words.outsideHelp} value={by.name} onChange={(name) => setBy({ ...by, name })} maxLength={200} />}
      </div>
      <OneOf<TranslationLabel> label={words.how} value={by.label} onChange={(label) => setBy({ ...by, label })} options={[{ key: 'HUMAN', text: words.labels.HUMAN, help: words.humanHelp }, { key: 'MACHINE', text: words.labels.MACHINE, help: words.machineHelp }]} />
      {isSame ? <Notice kind="warning"><p>{words.same(moments.language(original.language))}</p></Notice> : (
        <>
          <Part key={`${language} title`} bulletin={bulletin} original={original} source={{ id: null, heading: original.title, body: null }} translations={original.translations} language={language} by={by} onLoad={reload} />
          {original.sections.map(({ id, heading, body, translations }) => <Part key={`${language} ${id}`} bulletin={bulletin} original={original} source={{ id, heading, body }} translations={translations} language={language} by={by} onLoad={reload} />)}
        </>
      )}
    </>
  );
}
