import { DomainError } from '@hub/kernel';
import { promisedType, requireName } from './attachment.name.js';

describe('a name', () => {
  it('is composed, and its blanks are made one', () => {
    expect(requireName('  ca\u0301rta   a.pdf ', 'input.name')).toBe('c\u00e1rta a.pdf');
    expect(requireName('\u304b\u3099\u305e\u3046.png', 'input.name')).toBe('\u304c\u305e\u3046.png');
    expect(requireName('報告書（案）.docx', 'input.name')).toBe('報告書（案）.docx');
  });

  it.each([
    ['turns round', 'photo\u202egpj.exe.pdf'], ['turns round', 'a\u2066b.pdf'], ['is not seen', 'a\u200bb.pdf'], ['is not seen', 'a\u0000.pdf'], ['is not seen', 'a\nb.pdf'], ['is not seen', '\ufeffa.pdf'],
    ['is a path', '../a.pdf'], ['is a path', 'a/b.pdf'], ['is a path', 'C:\\a.pdf'], ['is a path', '／etc／a.pdf'], ['is hidden', '.pdf'], ['is a path', 'a..pdf'], ['is none', ''], ['is long', `${'名'.repeat(70)}.pdf`],
    ['ends otherwise', 'a.svg'], ['ends otherwise', 'a.html'], ['ends otherwise', 'a.docm'], ['ends otherwise', 'a.pdf.exe'], ['ends otherwise', 'pdf'], ['ends otherwise', 'a.constructor'],
  ])('that %s is refused: %j', (_why, name) => {
    expect(() => requireName(name, 'input.name')).toThrow(DomainError);
  });

  it('promises a type by its ending', () => {
    expect([promisedType('A.JPEG'), promisedType('a.tar.xlsx')]).toEqual(['image/jpeg', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  });
});
