import { DutyRole } from './party.enums.js';
import { displayName, dutyRoleName, type PersonNames } from './person.name.js';

const names = (some: Partial<PersonNames>): PersonNames => ({ familyName: '', givenName: '', kana: null, latinFamilyName: null, latinGivenName: null, title: {}, ...some });

const takase = names({ familyName: '高瀬', givenName: '真由美', kana: 'タカセ マユミ', latinFamilyName: 'Takase', latinGivenName: 'Mayumi', title: { ja: '調整官', en: 'Coordinator' } });
const santos = names({ familyName: 'Santos', givenName: 'Maria', kana: 'サントス マリア', title: { en: 'Consul', ja: '領事' } });
const suda = names({ familyName: 'สุดา', givenName: 'ใจดี', latinFamilyName: 'Suda', latinGivenName: 'Jaidee' });
const only = names({ familyName: '林', givenName: '' , title: { ja: '主査' } });

describe('the name of a person stands in the order and script of the language', () => {
  it.each([
    ['ja', takase, '高瀬 真由美 調整官'],
    ['ja-JP', takase, '高瀬 真由美 調整官'],
    ['zh', takase, '高瀬 真由美 Coordinator'],
    ['ko', takase, '高瀬 真由美 Coordinator'],
    ['en', takase, 'Mayumi TAKASE'],
    ['pt-BR', takase, 'Mayumi TAKASE'],
    ['th', takase, 'Mayumi TAKASE'],
    ['en', santos, 'Maria SANTOS'],
    ['ja', santos, 'Maria SANTOS 領事'],
    ['th', suda, 'ใจดี สุดา'],
    ['en', suda, 'Jaidee SUDA'],
    ['ja', suda, 'Jaidee SUDA'],
    ['ja', only, '林 主査'],
    ['en', only, '林'],
  ])('%s: %j → %s', (language, person, expected) => expect(displayName(person, language)).toBe(expected));

  it('falls back to Latin for a language that nobody knows', () => expect(displayName(takase, 'xx-not-a-language')).toBe('Mayumi TAKASE'));
});

it('a duty role has a name in Japanese and in English, which all others fall back to', () => {
  expect(dutyRoleName(DutyRole.CONTACT_POINT, 'ja')).toBe('コンタクトポイント');
  expect(dutyRoleName(DutyRole.DEPUTY, 'en')).toBe('Deputy contact point');
  expect(dutyRoleName(DutyRole.DUTY_OFFICER, 'th')).toBe('Duty officer');
});
