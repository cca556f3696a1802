import { type ReactNode, useRef, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { SectionAudience } from './audience-picker.js';
import type { Parties } from './audience.js';
import type { PartProps } from './basics.js';
import { newSection, type SectionForm } from './form.js';

/** The text, section by section, each with whom it is for. */
export function SectionsPart({ form, change, wrong, parties }: PartProps & { parties: Parties }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  const [removed, setRemoved] = useState<{ section: SectionForm; index: number } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const { sections } = form;
  const set = (key: string, more: Partial<SectionForm>): void => change({ sections: sections.map((section) => (section.key === key ? { ...section, ...more } : section)) });
  const move = (index: number, by: number): void => {
    const moved = [...sections];
    const [section] = moved.splice(index, 1);
    if (section) moved.splice(index + by, 0, section);
    change({ sections: moved });
  };
  const remove = (index: number): void => {
    const section = sections[index];
    if (!section) return;
    setRemoved({ section, index });
    change({ sections: sections.filter(({ key }) => key !== section.key) });
  };
  const undo = (): void => {
    if (!removed) return;
    const back = [...sections];
    back.splice(removed.index, 0, { ...removed.section, id: null });
    change({ sections: back });
    setRemoved(null);
  };
  const add = (): void => {
    change({ sections: [...sections, newSection()] });
    setTimeout(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(), 0);
  };
  return (
    <section className="part" aria-labelledby="part-text">
      <h2 id="part-text">{texts.parts.text}</h2>
      <p className="help">{texts.markdownHelp}</p>
      {wrong('noSection') && <p className="wrong">{wrong('noSection')}</p>}
      <ol className="plain" ref={list}>
        {sections.map((section, index) => (
          <li key={section.key} className="section-form">
            <p className="row">
              <strong>{texts.sectionN(index + 1)}</strong>
              <span>
                <Button look="text" isDisabled={index === 0} aria-label={texts.moveUp(index + 1)} onPress={() => move(index, -1)}>↑</Button>
                <Button look="text" isDisabled={index === sections.length - 1} aria-label={texts.moveDown(index + 1)} onPress={() => move(index, 1)}>↓</Button>
                <Button look="text" aria-label={texts.removeSection(index + 1)} onPress={() => remove(index)}>{texts.removeWord}</Button>
              </span>
            </p>
            <Field label={texts.heading} value={section.heading} onChange={(heading) => set(section.key, { heading })} error={section.heading.trim() === '' ? wrong('heading') : section.heading.length > 200 ? wrong('longHeading') : null} />
            <Area label={texts.body} rows={8} value={section.body} onChange={(body) => set(section.key, { body })} error={section.body.length > 50_000 ? wrong('longBody') : null} />
            <SectionAudience section={section} form={form} parties={parties} onChange={(audience) => set(section.key, { audience })} />
          </li>
        ))}
      </ol>
      <div role="status">{removed && <p className="row"><span>{texts.sectionRemoved}</span><Button onPress={undo}>{texts.undo}</Button></p>}</div>
      <Button onPress={add} isDisabled={sections.length >= 50}>{texts.addSection}</Button>
    </section>
  );
}
