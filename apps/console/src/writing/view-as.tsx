import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/field.js';
import { Failed, Notice } from '../ui/states.js';
import { type Parties, withinReach } from './audience.js';
import type { Writing } from './desk.js';
import type { Form } from './form.js';
import { Seen } from './seen.js';
import { seenAs } from './writing.generated.js';

const PUBLIC = 'PUBLIC';
const OTHERS = 'NEW_ORGANISATION';

/** The working copy through the eyes of others, as the hub would show it to them. Each look is on record. */
export function ViewAs({ form, parties, writing }: { form: Form; parties: Parties; writing: Writing }): ReactNode {
  const { texts: { writing: texts }, moments } = useLanguage();
  const session = useSession();
  const isRed = form.tlp === 'RED';
  const reach = withinReach(form, parties);
  const [who, choose] = useState('');
  const first = isRed ? reach.personIds : reach.organisationIds;
  const named = (isRed ? parties.persons.map(({ id, name, organisation }) => ({ id, name: texts.personOf(name, organisation) })) : parties.organisations.map(({ id, name }) => ({ id, name })));
  const byName = [...named].sort((a, b) => Number(first.includes(b.id)) - Number(first.includes(a.id)) || moments.collator.compare(a.name, b.name));
  const look = useMutation({
    mutationFn: async (id: string) => {
      await writing.save();
      const bulletin = writing.current().id;
      if (bulletin === null) return null;
      const whom = id === PUBLIC || id === OTHERS ? { anybody: id as typeof PUBLIC | typeof OTHERS } : isRed ? { personId: id } : { organisationId: id };
      return { id, name: byName.find((each) => each.id === id)?.name ?? (id === PUBLIC ? texts.thePublic : texts.otherOrganisation), ...(await session.ask(seenAs, { id: bulletin, ...whom, ofWorkingCopy: true })).bulletinAs };
    },
  });
  const { data, error, isPending } = look;
  return (
    <>
      <p className="help">{texts.viewAsHelp}</p>
      <div className="code-add">
        <Choice label={texts.throughEyesOf} value={who} onChange={choose} options={[['', texts.choose], ...byName.map(({ id, name }) => [id, first.includes(id) ? name : texts.notReached(name)] as const), [OTHERS, texts.otherOrganisation], [PUBLIC, texts.thePublic]]} />
        <Button onPress={() => look.mutate(who)} isDisabled={who === '' || isPending} isPending={isPending}>{texts.look}</Button>
      </div>
      <div role="status">
        {data && !error && <p className="audience-says">{data.sees ? texts.seesSections(data.name, data.bulletin?.sections.length ?? 0, form.sections.length) : texts.seesNothing(data.name)}</p>}
      </div>
      {error && <Failed error={error} />}
      {data?.sees && data.bulletin && !error && <Seen bulletin={{ ...data.bulletin, originator: data.bulletin.originator.name, sections: data.bulletin.sections.map((section) => ({ key: section.id, ...section })) }} />}
      {data && !data.sees && !error && <Notice><p>{texts.seesNothingBody}</p></Notice>}
    </>
  );
}
