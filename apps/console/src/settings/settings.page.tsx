import type { ReactNode } from 'react';
import { LANGUAGES, nameOf } from '../languages/languages.js';
import { useLanguage } from '../languages/language.context.js';
import { IDLE_CHOICES } from '../preferences/preferences.js';
import { Choice } from '../ui/field.js';
import { Page } from '../ui/page.js';
import { FactorCard } from './factor-card.js';
import { MailForm } from './mail-form.js';
import { NotifyCard } from './notify-card.js';
import { SessionsList } from './sessions-list.js';
import { TokensCard } from './tokens-card.js';
import { zoneChoices, ZONES } from '../ui/zones.js';

/** What somebody sets for himself: how he sees things, how he is mailed, where he is signed in. */
export function SettingsPage(): ReactNode {
  const { texts, code, preferences, prefer, moments } = useLanguage();
  const { look } = texts;
  return (
    <Page title={texts.settings.title}>
      <section className="card">
        <h2>{texts.settings.display}</h2>
        <p className="quiet">{texts.settings.displayBody}</p>
        <div className="filters-row">
          <Choice label={look.language} value={code} onChange={(language) => prefer({ language })} options={LANGUAGES.map((each) => [each, nameOf(each)])} />
          <Choice label={look.theme} value={preferences.theme} onChange={(theme) => prefer({ theme })} options={[['system', look.system], ['light', look.light], ['dark', look.dark]]} />
          <Choice label={look.zone} value={preferences.zone} onChange={(zone) => prefer({ zone })} options={zoneChoices(ZONES, look.japan)} />
          <Choice label={look.years} value={preferences.years} onChange={(years) => prefer({ years })} options={[['western', look.western], ['japanese', look.japanese]]} />
          <Choice label={look.idle} value={String(preferences.idleMinutes)} onChange={(minutes) => prefer({ idleMinutes: Number(minutes) })} options={IDLE_CHOICES.map((minutes) => [String(minutes), look.minutes(minutes)])} />
        </div>
        <p className="quiet" role="status">{look.sample(moments.full(new Date()))}</p>
      </section>
      <NotifyCard />
      <MailForm />
      <SessionsList />
      <FactorCard />
      <TokensCard />
    </Page>
  );
}
