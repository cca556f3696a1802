import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { type Change, differenceOf, pairSections } from '../ui/difference.js';
import { Pieces } from '../ui/pieces.js';
import { labelOf } from '../ui/mark.js';
import { prefectureIn } from '../ui/prefectures.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { useNames } from './recipients.js';
import type { Sendable } from './sendable.js';

type Facts = Sendable['text']['facts'];
const isSame = (pieces: readonly Change[]): boolean => pieces.every(({ kind }) => kind === 'same');

/** What is otherwise than in the version that recipients have. */
export function Changes({ of: { bulletin, copy, text } }: { of: Sendable }): ReactNode {
  const { texts, moments, code } = useLanguage();
  const namesOf = useNames();
  const { writing: words } = texts;
  if (bulletin.publishedAt == null) return <section aria-labelledby="changes"><h2 id="changes">{words.changes}</h2><p>{words.firstVersion}</p></section>;
  const at = (when: string | null | undefined): string => (when ? moments.full(when) : '');
  const lines: [string, string, string][] = [
    [texts.bulletins.mark, labelOf(bulletin.tlp), labelOf(text.tlp)],
    [texts.bulletins.urgency, texts.urgencies[bulletin.urgency], texts.urgencies[text.urgency]],
    [texts.bulletin.documentNumber, bulletin.documentNumber ?? '', text.documentNumber ?? ''],
    [texts.bulletin.handling, [...bulletin.handling.map((each) => texts.handling[each]), bulletin.handlingNote ?? ''].join(' '), [...text.handling.map((each) => texts.handling[each]), text.handlingNote ?? ''].join(' ')],
    [texts.bulletin.recipients, bulletin.audience ? namesOf(bulletin.audience, bulletin.tlp).join(', ') : '', namesOf(copy.audience, text.tlp).join(', ')],
    [words.parts.stages, stagesIn(bulletin.stages ?? [], bulletin.tlp), stagesIn(copy.stages, text.tlp)],
    [words.acknowledgeBy, at(bulletin.acknowledgeBy), at(text.acknowledgeBy)],
    [texts.bulletin.expires, at(bulletin.expiresAt), at(text.expiresAt)],
    [texts.bulletin.countries, moments.list(bulletin.countries.map(moments.country)), moments.list(text.countries.map(moments.country))],
    [texts.bulletin.facts, factsIn(bulletin.facts), factsIn(text.facts)],
    [texts.bulletin.attachments, filesIn(bulletin.attachments), filesIn(copy.attachments)],
  ];
  function stagesIn(stages: Sendable['copy']['stages'], tlp: string): string {
    return stages.map((stage) => `${[stage.at ? moments.full(stage.at.at) : words.withPublication, stage.until ? words.untilWhen(moments.full(stage.until.at)) : ''].join(' ').trim()}: ${namesOf(stage.audience, tlp).join(', ')}`).join('; ');
  }
  function factsIn(facts: Facts | undefined): string {
    if (!facts) return '';
    return [
      facts.potentialVictims == null ? '' : `${texts.bulletin.potential}: ${facts.potentialVictims}`, facts.identifiedVictims == null ? '' : `${texts.bulletin.identified}: ${facts.identifiedVictims}`,
      moments.list(facts.citizenships.map(moments.country)), moments.list(facts.exploitation.map((each) => texts.exploitation[each])), moments.list(facts.meansOfControl.map((each) => texts.means[each])), moments.list(facts.prefectures.map((each) => prefectureIn(each, code))),
    ].filter((part) => part !== '').join('; ');
  }
  const changed = lines.filter(([, before, after]) => before !== after);
  const { language } = text;
  const title = differenceOf(bulletin.title, text.title, language);
  const sections = pairSections(bulletin.sections, text.sections).map(({ id, before, after }) => ({ id, heading: differenceOf(before?.heading ?? '', after?.heading ?? '', language), body: differenceOf(before?.body ?? '', after?.body ?? '', language) })).filter(({ heading, body }) => !isSame(heading) || !isSame(body));
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{words.changes}</h2>
      {changed.length === 0 && sections.length === 0 && isSame(title) && <p>{words.noChanges}</p>}
      <div className="difference">
        <p className="quiet"><ins>{texts.bulletin.added}</ins> <del>{texts.bulletin.deleted}</del></p>
        {changed.map(([name, before, after]) => <p key={name}><strong>{name}:</strong> {before !== '' && <del><Text>{before}</Text></del>} {after !== '' && <ins><Text>{after}</Text></ins>}</p>)}
        <div lang={language}>
          {!isSame(title) && <p className="difference-heading"><Pieces of={title} /></p>}
          {sections.map(({ id, heading, body }) => (
            <div key={id}>
              <p className="difference-heading"><Pieces of={heading} /></p>
              <p className="difference-body"><Pieces of={body} /></p>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

const filesIn = (files: readonly { readonly name?: string | null }[]): string => files.map(({ name }) => visible(name ?? '')).sort().join(', ');
