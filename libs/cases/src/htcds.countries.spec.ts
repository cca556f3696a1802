import { isCountryCode } from '@hub/platform';
import { ALPHA3_CODES, alpha2Of } from './htcds.countries.js';

describe('Country codes of three letters', () => {
  it('stand for every assigned code of two, each for one', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const assigned = letters.flatMap((a) => letters.map((b) => a + b)).filter(isCountryCode);
    expect([...ALPHA3_CODES.values()].sort()).toEqual(assigned);
    expect([...ALPHA3_CODES.keys()].every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  it.each([['PHL', 'PH'], ['JPN', 'JP'], ['CHE', 'CH'], ['UKR', 'UA'], ['XXX', undefined]])('%s is %s', (three, two) => expect(alpha2Of(three)).toBe(two));
});
