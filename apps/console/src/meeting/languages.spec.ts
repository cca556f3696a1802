import { pairsFor, pairsOf } from './languages.js';

const need = (floor: string, wanted: string, covered = false) => ({ floor, wanted, covered });

describe('languages between which is interpreted', () => {
  it('shows what is needed both ways as one pair', () => {
    expect(pairsOf([need('ja', 'en'), need('en', 'ja'), need('pt-BR', 'ja', true)])).toEqual([{ key: 'en ja', between: ['en', 'ja'], covered: false }, { key: 'ja pt', between: ['pt-BR', 'ja'], covered: true }]);
  });

  it('offers of whom an interpreter speaks first the pairs that nobody interprets yet, and regions as one', () => {
    expect(pairsFor(['pt-BR', 'ja', 'en', 'pt'], [need('ja', 'en', true), need('ja', 'pt')])).toEqual(['ja pt', 'en ja', 'en pt']);
    expect(pairsFor(['ja'], [])).toEqual([]);
  });
});
