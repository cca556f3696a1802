import { type ReactNode, useState } from 'react';
import { useReading } from '../../hub/queries.js';
import { useSending } from '../../hub/sending.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/field.js';
import { Refused } from '../../ui/form.js';
import { Failed, Loading } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { visible } from '../../ui/visible.js';
import { assignThread, colleagues } from './questions.generated.js';
import type { Thread } from './thread.js';

const NOTHING = {};

/** Whose task a thread is within the own organisation, and giving it to somebody. */
export function Assignee({ thread, room }: { thread: Thread; room: string }): ReactNode {
  const { texts } = useLanguage();
  const [changing, change] = useState(false);
  const { assignee } = thread;
  return (
    <div className="assignee">
      <p className="row">
        <span>{texts.questions.taskOf} {assignee ? <strong><Text>{assignee.displayName}</Text></strong> : texts.questions.nobody}</span>
        {thread.allowed.includes('ASSIGN') && <Button look="text" aria-expanded={changing} onPress={() => change(!changing)}>{texts.questions.assign}</Button>}
      </p>
      {changing && <Assign thread={thread} room={room} onDone={() => change(false)} />}
    </div>
  );
}

function Assign({ thread: { id, assignee }, room, onDone }: { thread: Thread; room: string; onDone: () => void }): ReactNode {
  const { texts } = useLanguage();
  const { data, error, refetch } = useReading('people', colleagues, NOTHING);
  const [person, choose] = useState(assignee?.id ?? '');
  const send = useSending(assignThread, [room, 'home']);
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <div className="filters-row">
        <Choice label={texts.questions.assignTo} help={texts.questions.assignHelp} value={person} onChange={choose} options={[['', texts.questions.nobody], ...data.people.nodes.map((each) => [each.id, visible(each.displayName)] as const)]} />
        <p><Button look="first" isPending={send.isPending} onPress={() => send.mutate({ input: { threadId: id, expectedAssigneeId: assignee?.id ?? null, personId: person === '' ? null : person } }, { onSuccess: onDone })}>{texts.do.save}</Button></p>
      </div>
      <Refused error={send.error} />
    </>
  );
}
