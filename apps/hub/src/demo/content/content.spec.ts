import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCountryCode } from '@hub/statistics';
import { parseFigures } from '@hub/statistics';
import { daysOffAround } from '../days-off.js';
import { dateText, dedent } from './dated-text.js';
import { demoFigures } from './figures.js';
import { demoWorld } from './index.js';

const { organisations, circles, bulletins } = demoWorld(new Date('2026-06-01T03:00:00Z'));
const people = organisations.flatMap(({ persons }) => persons);
const emails = people.map(({ email }) => email);

describe('The organisations of the demo world', () => {
  it('hold every account that the design names', () => {
    expect(emails).toEqual(
      expect.arrayContaining([
        'coordinator@npa.example', 'officer@npa.example', 'releaser@npa.example', 'auditor@npa.example', 'second@npa.example',
        'officer@embassy-ph.example', 'officer@embassy-br.example', 'officer@embassy-th.example', 'officer@iom.example',
        'officer@ngo-harbour.example', 'officer@ngo-kita.example', 'officer@wsc-tokyo.example',
      ]),
    );
  });

  it('are about eighteen, with codes and addresses that are theirs alone', () => {
    expect(organisations.length).toBeGreaterThanOrEqual(18);
    expect(new Set(organisations.map(({ code }) => code)).size).toBe(organisations.length);
    expect(new Set(emails).size).toBe(emails.length);
  });

  it.each(organisations)('$code is whole', (organisation) => {
    const { code, kind, country, names, persons, contactPoint, deputy, approvalRoute } = organisation;
    expect(code).toMatch(/^[A-Z]{3,6}$/);
    expect(country !== undefined && isCountryCode(country)).toBe(kind === 'EMBASSY');
    expect(names.en && names.ja).toBeTruthy();
    const domains = new Set(persons.map(({ email }) => email.split('@')[1]));
    expect(domains.size).toBe(1);
    const [domain] = domains;
    expect(domain).toMatch(/^[a-z-]+\.example$/);

    const own = new Map(persons.map((person) => [person.email, person.roles]));
    expect(own.get(`second@${domain}`)).toContain('OFFICER');
    expect(own.get(contactPoint)).toContain('CONTACT_POINT');
    expect(own.get(deputy)).toContain('OFFICER');
    expect(deputy).not.toBe(contactPoint);
    expect([...own.values()].flat()).toContain('ADMINISTRATOR');
    expect(approvalRoute).toHaveLength(1);
    for (const { approvers, standIns } of approvalRoute ?? []) {
      for (const email of [...approvers, ...standIns]) expect(own.get(email)).toContain('OFFICER');
    }
    for (const person of persons) {
      expect(person.kana).toMatch(/^[\u30A1-\u30FE・ー ]+$/u);
      expect(person.latinFamilyName + person.latinGivenName).toMatch(/^[\p{Script=Latin} .'-]+$/u);
      expect(person.title.en && person.title.ja).toBeTruthy();
    }
  });

  it('give the roles of the hub to the NPA alone', () => {
    for (const { code, persons } of organisations) {
      const roles = persons.flatMap((person) => person.roles);
      expect(roles.includes('COORDINATOR') || roles.includes('AUDITOR')).toBe(code === 'NPA');
    }
  });

  it('have circles of known members', () => {
    const codes = organisations.map(({ code }) => code);
    for (const { members } of circles) expect(codes).toEqual(expect.arrayContaining(members));
  });
});

describe('The bulletins of the demo world', () => {
  const cases = bulletins.filter(({ key }) => !key.startsWith('figures:'));

  it('are more than forty beside the figures, and hold every kind, mark, urgency, state and answer', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(bulletins.map(({ key }) => key)).size).toBe(bulletins.length);
    expect(new Set(cases.map(({ kind }) => kind)).size).toBe(5);
    expect(new Set(cases.map(({ tlp }) => tlp)).size).toBe(5);
    expect(new Set(cases.map(({ urgency }) => urgency)).size).toBe(3);
    expect(new Set(cases.map(({ state }) => state)).size).toBe(6);
    expect(new Set(cases.map(({ language }) => language))).toEqual(new Set(['ja', 'en', 'pt-BR']));
    const answers = cases.flatMap(({ acknowledgements }) => acknowledgements ?? []);
    expect(new Set(answers.map(({ kind }) => kind)).size).toBe(3);
    expect(new Set(cases.flatMap(({ handling }) => handling ?? [])).size).toBe(5);
  });

  it('give every demo account something to read beside what is for everyone', () => {
    for (const code of ['NPA', 'PHL', 'BRA', 'THA', 'IOM', 'HRB', 'KITA', 'WSCT']) {
      expect(cases.filter(({ audience, originator }) => originator !== code && audience.organisations?.includes(code))).not.toEqual([]);
    }
  });

  it('never say victim of somebody who is not identified', () => {
    for (const { key, title, sections, facts, revisions } of cases) {
      const texts = [title, ...[...sections, ...(revisions ?? []).flatMap(({ changes }) => changes.sections ?? [])].flatMap(({ heading, body }) => [heading, body])];
      for (const text of texts) {
        const said = text.replace(/潜在的な?被害者|potential\s+victims?/gi, '').replace(/被害者支援の制度|被害者と認定|被害者保護|人身取引被害者としての取扱い/g, '');
        if (facts?.identifiedVictims === undefined) expect([key, said]).not.toEqual([key, expect.stringMatching(/\bvictim|被害者/i)]);
      }
    }
  });

  it('leave no day token behind', () => {
    expect(JSON.stringify(bulletins)).not.toMatch(/\{(ja|en|day)|[+-]\d+\}/);
  });
});

describe('Days in texts', () => {
  const monday = new Date('2026-06-01T03:00:00Z');
  it.each([
    ['{ja:+3}', '令和8年6月4日（木）'],
    ['{en:+3}', 'Thursday 4 June 2026'],
    ['{en:+5}', 'Monday 8 June 2026'],
    ['{en:+9}', 'Friday 12 June 2026'],
    ['{en:-1}', 'Sunday 31 May 2026'],
  ])('%s, written on Monday 1 June 2026, is %s where offices are closed on the two days before the 12th', (token, day) => {
    expect(dateText(token, monday, new Set(['2026-06-10', '2026-06-11']))).toBe(day);
  });

  it('never fall on a holiday of Japan', async () => {
    // Six weeks before 成人の日 of 2027.
    const now = new Date('2026-11-30T03:00:00Z');
    const { bulletins: dated } = demoWorld(now, await daysOffAround(now));
    const notice = dated.find(({ key }) => key === 'contact-point-meeting')?.sections.find(({ heading }) => heading === 'Date and place')?.body;
    expect(notice).toContain('Tuesday 12 January 2027');
  });

  it('are counted in Tokyo, where Saturday begins nine hours earlier', () => {
    expect(dateText('{en:+4}', new Date('2026-06-01T20:00:00Z'), new Set())).toBe('Monday 8 June 2026');
  });

  it('stand in texts without the indentation of the source', () => {
    expect(dedent('\n    one\n      - two\n\n    三。\n    四')).toBe('one\n  - two\n\n三。四');
  });
});

const FILE = join(process.cwd(), '../shared/data/japan/npa-annual.csv');
const present = existsSync(FILE);
describe('The figures of the demo world', () => {
  (present ? it : it.skip)(`are those that were published${present ? '' : ` (skipped: ${FILE} is not here)`}`, () => {
    expect(demoFigures).toEqual(parseFigures(readFileSync(FILE, 'utf8'), { latestYear: 2026 }).rows);
  });

  it('are there for each year from 2001 to 2023, newest first in the list', () => {
    const titles = bulletins.filter(({ key }) => key.startsWith('figures:')).map(({ title }) => title);
    expect(new Set(titles.map((title) => /\d{4}/.exec(title)?.[0])).size).toBe(23);
    expect(titles.at(-1)).toBe('人身取引事犯の検挙状況等 2023年（政府全体）');
  });
});
