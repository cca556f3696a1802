import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Page } from '../ui/page.js';
import { LANGUAGES, type SampleLanguage, SAMPLES } from './samples.js';

/** How a program uses the hub: a token, samples that are tried with every build, and where to try queries. */
export function DevelopersPage(): ReactNode {
  const { texts: { developers: texts } } = useLanguage();
  const [language, setLanguage] = useState<SampleLanguage>('ts');
  return (
    <Page title={texts.title} lead={texts.lead}>
      <ol className="steps">
        <li>{texts.token} <Link href="/settings">{texts.toSettings}</Link></li>
        <li>{texts.explore} <a href="/graphiql/">GraphiQL</a></li>
        <li>{texts.choose}</li>
      </ol>
      <div className="switch sample-languages" role="group" aria-label={texts.language}>
        {LANGUAGES.map(([key, name]) => <button key={key} type="button" aria-pressed={key === language} onClick={() => setLanguage(key)}>{name}</button>)}
      </div>
      {SAMPLES.map(({ name, text }) => <Sample key={name} name={`${name}.${language}`} title={texts.samples[name]} about={texts.about[name]} text={text[language]} run={runOf(name, language)} />)}
      <section>
        <h2>{texts.rules}</h2>
        <ul>{texts.ruleList.map((rule) => <li key={rule}>{rule}</li>)}</ul>
      </section>
    </Page>
  );
}

/** The command that runs a sample. */
function runOf(name: string, language: SampleLanguage): string {
  const secret = name === 'receive' ? 'WEBHOOK_SECRET=whsec_… ' : '';
  const program = { ts: 'node', py: 'python3', sh: 'bash' }[language];
  return `HUB_URL=${location.origin} HUB_TOKEN=cpt_… ${secret}${program} ${name}.${language}`;
}

function Sample({ name, title, about, text, run }: { name: string; title: string; about: string; text: string; run: string }): ReactNode {
  const { texts: { developers: texts, once } } = useLanguage();
  const [copied, setCopied] = useState('');
  return (
    <section className="card sample">
      <h2>{title}</h2>
      <p>{about}</p>
      <p className="quiet">{texts.runAs}</p>
      <pre tabIndex={0} role="region" aria-label={texts.commandOf(name)}><code>{run}</code></pre>
      <pre tabIndex={0} role="region" aria-label={name} className="sample-text"><code>{text}</code></pre>
      <Button aria-label={texts.copyOf(name)} onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(name), () => undefined)}>{once.copy}</Button>
      <p role="status" className="good">{copied === name ? once.copied : ''}</p>
    </section>
  );
}
