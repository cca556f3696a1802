import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { ChangeSecondFactor, EnrolSecondFactor } from '../session/second-factor.js';
import { Failed, Loading } from '../ui/states.js';
import { factor } from './settings.generated.js';

const NOTHING = {};

/** The own second factor: setting it up, new recovery codes, giving it up. */
export function FactorCard(): ReactNode {
  const { texts: { settings: texts, factor: words } } = useLanguage();
  const queries = useQueryClient();
  const { data, error, refetch } = useReading('factor', factor, NOTHING);
  const onDone = (): void => void queries.invalidateQueries({ queryKey: ['factor'] });
  return (
    <section className="card">
      <h2>{texts.factor}</h2>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <p>{data.secondFactor.enrolled ? `${texts.factorOn} ${texts.codesLeft(data.secondFactor.recoveryCodesLeft)}` : texts.factorOff}{data.secondFactor.required && ` ${texts.factorRequired}`}</p>}
      {data && (
        <details key={String(data.secondFactor.enrolled)} className="fold">
          <summary>{data.secondFactor.enrolled ? words.change : words.setUp}</summary>
          {data.secondFactor.enrolled ? <ChangeSecondFactor required={data.secondFactor.required} onDone={onDone} /> : <EnrolSecondFactor onDone={onDone} />}
        </details>
      )}
    </section>
  );
}
