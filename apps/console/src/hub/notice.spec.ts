import { texts } from '../languages/en.js';
import { texts as japanese } from '../languages/ja.js';
import { noticeOf } from './notice.js';

describe('a notification of the device', () => {
  it.each(['RED', 'AMBER_STRICT', 'AMBER'])('says of TLP:%s nothing but that something waits', (tlp) => {
    const secret = { reference: 'NPA-2026-7KQ4MX', tlp };
    for (const [words, said] of [[texts, texts.notify.waits], [japanese, japanese.notify.waits]] as const) expect(noticeOf({ kind: 'PUBLISHED', bulletin: secret }, words)).toBe(said);
  });

  it.each(['GREEN', 'CLEAR'])('says of TLP:%s which it is, and nothing of what it says', (tlp) => {
    expect(noticeOf({ kind: 'PUBLISHED', bulletin: { reference: 'NPA-2026-7KQ4MX', tlp } }, texts)).toBe('New bulletin: NPA-2026-7KQ4MX');
  });

  it('says of what has no bulletin, or lost it, that something waits', () => {
    expect(noticeOf({ kind: 'ACCESS_LOST', bulletin: null }, texts)).toBe(texts.notify.waits);
    expect(noticeOf({ kind: 'REGISTER' }, texts)).toBe(texts.notify.waits);
  });
});
