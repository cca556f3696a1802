import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { EmergencyBox } from '../ui/emergency.js';
import type { Sheet, Writing } from './desk.js';

/** Whether the hub has what was typed. */
export function SavedLine({ sheet: { standing, savedAt, error, merged }, writing }: { sheet: Sheet; writing: Writing }): ReactNode {
  const { texts: { writing: texts, do: words, state }, moments } = useLanguage();
  const says = {
    new: texts.standing.new, saved: savedAt ? texts.standing.savedAt(moments.time(savedAt)) : texts.standing.saved, typed: texts.standing.typed, saving: texts.standing.typed,
    offline: texts.standing.offline, refused: texts.standing.refused, conflict: texts.standing.conflict, ended: texts.standing.ended,
  }[standing];
  const isBad = standing === 'offline' || standing === 'refused' || standing === 'conflict' || standing === 'ended';
  return (
    <div className="saved-line" data-standing={standing}>
      <p role="status">{says}{merged && standing === 'saved' && ` ${texts.standing.merged}`}</p>
      {standing === 'refused' && <p>{error?.code === 'INVALID_INPUT' ? error.message : error?.code === 'FORBIDDEN' ? state.forbiddenBody : state.notFoundBody}</p>}
      {isBad && standing !== 'conflict' && <Button onPress={writing.again}>{words.retry}</Button>}
      {standing === 'offline' && <details><summary>{texts.cannotWait}</summary><EmergencyBox /></details>}
    </div>
  );
}
