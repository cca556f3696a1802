import { DEFAULTS, parsePreferences } from './preferences.js';

describe('preferences', () => {
  it.each([null, '', '{', 'null', '[]', '"dark"', '{"theme":"pink","zone":"Mars/Olympus","idleMinutes":1e9,"language":7,"years":0,"notifies":"yes"}'])('are the defaults where %j was kept', (text) => {
    expect(parsePreferences(text)).toEqual(DEFAULTS);
  });

  it('are what was chosen', () => {
    const chosen = { language: 'ja', theme: 'dark', zone: 'America/Sao_Paulo', years: 'japanese', idleMinutes: 5, notifies: true };
    expect(parsePreferences(JSON.stringify(chosen))).toEqual(chosen);
  });
});
