import { COMMON_PHRASES } from './common-passwords.js';
import { passwordFault } from './password-policy.js';

const context = { email: 'hanako.tanaka@embassy-ph.example', names: ['田中', '花子', 'Tanaka', 'Hanako'] };

describe('a new password', () => {
  it.each([
    'wolkig-Tunnel-47-Rhabarber',
    'mossy lantern beside nine rivers',
    '朝霧の坂道でラーメン屋台を見つけた日',
    'kX9#vL2!qR7@mN4$',
    'tanaka likes seventeen blue mountains',
    '8f3k-2938-47x9-1623-b0',
    'ａｎｏｔｈｅｒ　ｌｏｎｇ　ｐｈｒａｓｅ　ｗｒｉｔｔｅｎ　ｗｉｄｅ',
  ])('may be %s', (password) => expect(passwordFault(password, context)).toBeNull());

  it.each([
    ['short', 'fourteen-chars'],
    ['fourteen full-width characters', 'ｆｏｕｒｔｅｅｎｃｈａｒｓ'],
    ['too long', 'wolkig-Tunnel-'.repeat(19)],
    ['one letter', 'aaaaaaaaaaaaaaaaaaaa'],
    ['a repeated word', 'lanternlanternlantern'],
    ['a repeated word with marks', 'lantern-lantern-lantern'],
    ['two letters in turn', 'xyxyxyxyxyxyxyxyxy'],
    ['digits', '8402957301846395'],
    ['a date list', '2024-05-06 2025-06-07'],
    ['a keyboard walk', 'qwertyuiopasdfghjkl'],
    ['a keyboard walk with a tail', 'qwertyuiop12345!!'],
    ['a column walk', '1qaz2wsx3edc4rfv!'],
    ['the alphabet backwards', 'zyxwvutsrqponmlk'],
    ['a disguised common word', 'P@ssw0rd-P@ss-2026'],
    ['a common word and a year', 'Password2026!!!!!'],
    ['two common words', 'WelcomeTokyo-2026!'],
    ['the recommended example', 'correct horse battery staple'],
    ['the recommended example, disguised', 'C0rrect-H0rse-B4ttery-St4ple!'],
    ['a saying with a number', 'To be or not to be, that is the question 1'],
    ['a Japanese saying', '吾輩は猫である。名前はまだ無い。よ'],
    ['the own name', 'Hanako Tanaka 2026'],
    ['the own name in Japanese', '田中花子のながいあいことば'],
    ['the own address', 'hanako.tanaka@embassy-ph'],
    ["the hub's name", 'contact-point-demo-2026'],
    ["the hub's name in full width", 'ｃｏｎｔａｃｔ－ｐｏｉｎｔ－ｄｅｍｏ'],
    ['a control character', 'mossy lantern\u0000beside nine'],
  ])('is not %s', (_, password) => expect(passwordFault(password, context)).toEqual(expect.any(String)));

  it('is refused in every case and spelling that is on the list', () => {
    const accepted = COMMON_PHRASES.filter((phrase) => passwordFault(`${phrase.toUpperCase()}!`.padEnd(15, '1'), context) === null);
    expect(accepted).toEqual([]);
  });
});
