import { createLogger, safeError, scrub } from './logger.js';
import { traced } from './request-trace.js';

const lines: Record<string, unknown>[] = [];
const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
const log = createLogger({ level: 'debug', destination: { write } });

describe('the log', () => {
  beforeEach(() => {
    lines.length = 0;
  });

  it('is one JSON object per line, with level, time and the id of the request', async () => {
    await traced({ id: 'request-1', startedAt: 0 }, async () => {
      await Promise.resolve();
      log.info({ count: 3 }, 'done');
    });
    log.warn('outside');
    expect(lines).toEqual([
      { level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/) as string, pid: process.pid, requestId: 'request-1', count: 3, msg: 'done' },
      { level: 'warn', time: expect.any(String) as string, pid: process.pid, msg: 'outside' },
    ]);
  });

  it('holds no personal data, wherever it was put', () => {
    log.info(
      {
        email: 'taro@example.jp',
        Password: 'hunter2',
        user: { familyName: '山田', deep: { accessToken: 'abc' } },
        headers: { authorization: 'Bearer abc' },
        note: 'sent to hanako@example.co.jp by Bearer abc.def from 203.0.113.9 and 2001:db8:85a3::8a2e:370:7334',
        url: 'postgresql://hub:very-secret@db/hub',
        count: 1,
        err: new Error('duplicate key (email)=(jiro@example.jp)', { cause: new Error('saburo') }),
      },
      'taro@example.jp signed in with eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl from ::ffff:203.0.113.9',
    );
    const text = JSON.stringify(lines);
    expect(text).not.toMatch(/taro|hanako|jiro|saburo|hunter2|山田|abc|203\.0|2001:|very-secret|eyJ/);
    expect(lines[0]).toMatchObject({ count: 1, email: '[redacted]', headers: '[redacted]', url: 'postgresql://[secret]@db/hub' });
  });

  it.each([
    ['2026-06-01T09:00:00.000+09:00'],
    ['4352f637-87c2-41ec-9eb5-d1799279e1cd'],
    ['listening on 127.0.0.1:4000'],
    ['Node 20.20.2, 99.5 % in 1.25 s'],
    ['std::vector at node:internal/async_hooks:320:14'],
    ['NPA-2026-7KQ4MX'],
  ])('leaves what names nobody: %s', (text) => expect(scrub(text)).toBe(text));

  it.each([
    ['taro.yamada+x@mail.example.co.jp', '[e-mail]'],
    ['"＠"太郎@例え.jp', '"＠"[e-mail]'],
    ['203.0.113.9', '[address]'],
    ['fe80:1:2:3:4:5:6:7', '[address]'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [token]'],
  ])('cuts %s', (text, expected) => expect(scrub(text)).toBe(expected));

  it('says of an error its kind, code and place, and its message to developers only', () => {
    const error = Object.assign(new Error('taro'), { code: '23505', constraint: 'people_email_key', table: 'people', detail: 'taro' });
    expect(safeError(error)).toEqual({ type: 'Error', code: '23505', constraint: 'people_email_key', table: 'people', stack: expect.any(Array) as string[] });
    expect(JSON.stringify(safeError(error))).not.toContain('taro');
    expect(safeError(error, true)).toMatchObject({ message: 'taro' });
    expect(safeError('taro')).toEqual({ type: 'string' });
  });
});
