import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import type { Parties } from './audience.js';
import { AudiencePicker } from './audience-picker.js';
import type { PartProps } from './basics.js';
import { hasCome, hasEnded, isOfEnd, newStage, type StageForm, stageProblem } from './stages.js';

/** Who receives later, or for a time: stage by stage, each from a day and time on, until one, or both. */
export function StagesPart({ form, change, tried, parties }: Omit<PartProps, 'wrong'> & { tried: boolean; parties: Parties }): ReactNode {
  const { texts: { writing: texts }, preferences } = useLanguage();
  const zone = form.zone === '' ? preferences.zone : form.zone;
  const { stages } = form;
  if (form.tlp === 'RED') return null;
  const set = (key: string, more: Partial<StageForm>): void => change({ stages: stages.map((stage) => (stage.key === key ? { ...stage, ...more } : stage)) });
  return (
    <section className="part" aria-labelledby="part-stages">
      <h2 id="part-stages">{texts.parts.stages}</h2>
      <p className="help">{texts.stagesHelp}</p>
      <ol className="plain">
        {stages.map((stage, index) => {
          const problem = stageProblem(stage, form, Date.now());
          const [begun, over] = [hasCome(stage, Date.now()), hasEnded(stage, Date.now())];
          const wrong = tried && problem !== null && problem !== 'stageNobody' ? texts.problems[problem] : null;
          return (
            <li key={stage.key} className="section-form stage-form">
              <p className="row"><strong>{texts.stageN(index + 1)}</strong><Button look="text" aria-label={texts.removeStage(index + 1)} onPress={() => change({ stages: stages.filter(({ key }) => key !== stage.key) })}>{texts.removeWord}</Button></p>
              {over ? <p className="label">{texts.stageOver}</p> : begun && <p className="label label-good">{texts.stageOpen}</p>}
              <div className="filters-row">
                <Field label={texts.stageFrom} help={`${texts.stageFromHelp} ${texts.zoneHelp(stage.zone)}`} type="datetime-local" value={stage.local} isDisabled={begun || over} onChange={(local) => set(stage.key, { local: local.slice(0, 16) })} error={isOfEnd(problem) ? null : wrong} />
                <Field label={texts.stageUntil} help={`${texts.stageUntilHelp} ${texts.zoneHelp(stage.untilZone)}`} type="datetime-local" value={stage.until} isDisabled={over} onChange={(until) => set(stage.key, { until: until.slice(0, 16) })} error={isOfEnd(problem) ? wrong : null} />
              </div>
              <AudiencePicker legend={texts.stageAudience(index + 1)} form={{ ...form, audience: stage.audience }} parties={parties} onChange={(audience) => set(stage.key, { audience })} />
              {tried && problem === 'stageNobody' && <p className="wrong">{texts.problems.stageNobody}</p>}
            </li>
          );
        })}
      </ol>
      <Button isDisabled={stages.length >= 20} onPress={() => change({ stages: [...stages, newStage(zone)] })}>{texts.addStage}</Button>
    </section>
  );
}
