import { figuresToBulletin } from '@hub/statistics';
import { childrenBulletins } from './bulletins-children.js';
import { entertainmentAfterBulletins } from './bulletins-entertainment-after.js';
import { entertainmentBulletins } from './bulletins-entertainment.js';
import { internBulletins } from './bulletins-interns.js';
import { labourBulletins } from './bulletins-labour.js';
import { nightCallBulletins } from './bulletins-night-call.js';
import { noticeMoreBulletins } from './bulletins-notices-more.js';
import { noticeBulletins } from './bulletins-notices.js';
import { onlineBulletins } from './bulletins-online.js';
import { recruiterBulletins } from './bulletins-recruiters.js';
import { shelterMoreBulletins } from './bulletins-shelters-more.js';
import { shelterBulletins } from './bulletins-shelters.js';
import { upcomingBulletins } from './bulletins-upcoming.js';
import { demoCircles } from './circles.js';
import type { DemoBulletin, DemoCircle, DemoOrganisation } from './content.types.js';
import { dateText, dedent, mapTexts } from './dated-text.js';
import { demoFigures } from './figures.js';
import { japaneseOrganisations } from './organisations-japan.js';
import { partnerOrganisations } from './organisations-partners.js';
import { embassiesA } from './organisations-embassies-a.js';
import { embassiesB } from './organisations-embassies-b.js';

export type * from './content.types.js';
export { organisationsOf, versionsOf, type DemoVersion } from './content-versions.js';

/** Everything that the demo world holds. */
export interface DemoWorld {
  organisations: DemoOrganisation[];
  circles: DemoCircle[];
  /** Oldest first, the real figures among them. */
  bulletins: DemoBulletin[];
}

const CASES: DemoBulletin[] = [
  ...entertainmentBulletins,
  ...entertainmentAfterBulletins,
  ...nightCallBulletins,
  ...recruiterBulletins,
  ...internBulletins,
  ...labourBulletins,
  ...onlineBulletins,
  ...childrenBulletins,
  ...shelterBulletins,
  ...shelterMoreBulletins,
  ...noticeBulletins,
  ...noticeMoreBulletins,
  ...upcomingBulletins,
];

/** The hub of the demo world opened a year before it is loaded, with the figures of the years before. */
const FIGURES_DAYS_AGO = 360;

/** The demo world as of an instant, whose offices are closed on these days. People and cases are fictional; the figures of 2001 to 2023 are real. */
export function demoWorld(now: Date, daysOff: ReadonlySet<string> = new Set()): DemoWorld {
  const cases = CASES.map((bulletin) => {
    const published = new Date(now.getTime() - bulletin.publishedDaysAgo * 86_400_000);
    return mapTexts(bulletin, (text) => dateText(dedent(text), published, daysOff));
  });
  return {
    organisations: [...japaneseOrganisations, ...partnerOrganisations, ...embassiesA, ...embassiesB],
    circles: demoCircles,
    bulletins: [...figureBulletins(), ...cases].sort((a, b) => b.publishedDaysAgo - a.publishedDaysAgo),
  };
}

function figureBulletins(): DemoBulletin[] {
  return demoFigures.map((row, index) => ({
    ...figuresToBulletin(row),
    originator: 'NPA',
    author: 'officer@npa.example',
    approver: 'releaser@npa.example',
    // A minute apart, so that the newest year stands first.
    publishedDaysAgo: FIGURES_DAYS_AGO - index / 1440,
    state: 'PUBLISHED',
  }));
}
