import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { keepFile } from '../hub/file.js';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/field.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Letter } from './letter.js';
import { isOver, type Meeting } from './meeting.js';
import { meetingPapersOf, type MeetingPapersOfQuery } from './papers.generated.js';
import { Choices } from './parts.js';

type Paper = MeetingPapersOfQuery['meetingEdition']['papers'][number];

/** What is put on paper, to be fetched in Japanese and English: for printing, and as a table to go on with. */
export function PapersPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words }, code } = useLanguage();
  const { edition, isCoordinator } = meeting;
  const [language, setLanguage] = useState<'ja' | 'en'>(code === 'ja' ? 'ja' : 'en');
  const { data, error, refetch } = useReading('meeting', meetingPapersOf, { id: edition.id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { papers, letter, standardLetter, agenda } = data.meetingEdition;
  return (
    <>
      <p className="quiet">{words.papersBody}</p>
      <Choices legend={words.paperLanguage} name="paper-language" value={language} onChange={setLanguage} options={[['ja', '日本語'], ['en', 'English']]} />
      {papers.length === 0 && <Empty title={words.noPapers} />}
      <ul className="plain rows">{papers.map((paper) => <li key={paper.kind}><OnePaper paper={paper} meeting={meeting} language={language} versions={agenda.versions} /></li>)}</ul>
      {isCoordinator && !isOver(edition) && letter !== null && edition.startsLocal === null && <Notice><p>{words.letterNoDay}</p></Notice>}
      {isCoordinator && !isOver(edition) && <Letter key={letter?.revision ?? 0} editionId={edition.id} letter={letter} standard={standardLetter} />}
    </>
  );
}

function OnePaper({ paper: { kind, path }, meeting: { edition, isCoordinator }, language, versions }: { paper: Paper; meeting: Meeting; language: 'ja' | 'en'; versions: number }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const session = useSession();
  const [version, setVersion] = useState('');
  const [organisation, setOrganisation] = useState(edition.parties[0]?.organisation.id ?? '');
  const forOne = kind === 'INVITATION_LETTER' && isCoordinator;
  const fetching = useMutation({
    mutationFn: async (format: 'pdf' | 'xlsx') => {
      const asked = new URLSearchParams({ language, ...(version === '' ? {} : { version }), ...(forOne ? { organisation } : {}) });
      keepFile(await session.file(`${path}.${format}?${asked.toString()}`));
    },
  });
  return (
    <>
      <div className="row paper">
        <div><h2>{words.papers[kind]}</h2><p className="quiet">{words.paperHelp[kind]}</p></div>
        <div className="buttons">
          {(['pdf', 'xlsx'] as const).map((format) => <Button key={format} isPending={fetching.isPending && fetching.variables === format} aria-label={words.of(words.papers[kind], format.toUpperCase())} onPress={() => fetching.mutate(format)}>{format.toUpperCase()}</Button>)}
        </div>
      </div>
      {kind === 'AGENDA' && versions > 0 && <Choice label={words.version} value={version} onChange={setVersion} options={[['', words.versionNow], ...Array.from({ length: versions }, (_, index) => [String(index + 1), words.versionNo(index + 1)] as const)]} />}
      {forOne && <Choice label={words.letterTo} value={organisation} onChange={setOrganisation} options={edition.parties.map(({ organisation: { id, name } }) => [id, name])} />}
      {fetching.error && <Failed error={fetching.error} title={words.paperFailed} />}
    </>
  );
}
