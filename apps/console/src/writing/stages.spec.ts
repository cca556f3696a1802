import { NOBODY } from './audience.js';
import { changesOf, type Form, inputOf, newForm } from './form.js';
import { hasCome, hasEnded, type StageForm, stageProblem, stagesIn } from './stages.js';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const audience = { ...NOBODY, circleIds: ['circle'] };
const stage = (local: string, more: Partial<StageForm> = {}): StageForm => ({ key: local, local, zone: 'Asia/Tokyo', until: '', untilZone: 'Asia/Tokyo', audience, has: null, ...more });
const form = (more: Partial<Form> = {}): Form => ({ ...newForm('ja'), ...more });
const parties = { ownId: 'own', organisations: [], circles: [], persons: [], officers: [], hasRoute: false };

describe('stages', () => {
  it.each([
    ['2026-12-02T09:00', {}, {}, null], ['', {}, {}, 'stageTime'], ['2026-11-30T09:00', {}, {}, 'stagePast'], ['2026-12-02T09:00', { audience: NOBODY }, {}, 'stageNobody'],
    ['2026-12-02T09:00', {}, { releaseAt: '2026-12-02T00:00:00Z' }, 'stageBeforeRelease'], ['2026-12-02T09:00', {}, { expiresAt: '2026-12-02T00:00:00Z' }, 'stageAfterExpiry'], ['2026-12-02T09:01', {}, { releaseAt: '2026-12-02T00:00:00Z' }, null],
    ['', { until: '2026-12-02T09:00' }, {}, null], ['2026-12-02T09:00', { until: '2026-12-02T09:00' }, {}, 'stageEndFirst'], ['', { until: '2026-12-01T09:00' }, {}, 'stageEndPast'], ['', { until: '2026-12-02T09:00', audience: { ...NOBODY, everyone: true } }, { tlp: 'GREEN' }, 'stageEndEveryone'],
    ['', { until: '2026-12-02T09:00' }, { releaseAt: '2026-12-02T00:00:00Z' }, 'stageEndFirst'], ['2026-12-01T12:00', { until: '2026-12-02T09:00' }, { expiresAt: '2026-12-02T00:00:00Z' }, 'stageEndAfterExpiry'],
    // By the clock of New York it is fourteen hours later.
    ['2026-11-30T20:00', { zone: 'America/New_York' }, {}, null],
  ] as const)('%s %j within %j: %s', (local, more, within, expected) => expect(stageProblem(stage(local, more), form(within), NOW)).toBe(expected));

  it('that have come stay as the hub has them, whatever is written beside; changed, they are late', () => {
    const come = stage('2026-11-30T09:00', { has: { local: '2026-11-30T09:00', zone: 'Asia/Tokyo', until: '', untilZone: 'Asia/Tokyo' } });
    expect(hasCome(come, NOW)).toBe(true);
    expect(stagesIn(form({ stages: [come, stage('')] }), NOW)).toEqual([{ at: { local: '2026-11-30T09:00', zone: 'Asia/Tokyo' }, until: null, audience: { organisationIds: [], circleIds: ['circle'] } }]);
    expect(stageProblem({ ...come, local: '2026-11-30T10:00' }, form(), NOW)).toBe('stagePast');
    const over = stage('', { until: '2026-11-30T09:00', has: { local: '', zone: 'Asia/Tokyo', until: '2026-11-30T09:00', untilZone: 'Asia/Tokyo' } });
    expect([hasEnded(over, NOW), stageProblem(over, form(), NOW), hasEnded(come, NOW)]).toEqual([true, null, false]);
    expect(stagesIn(form({ stages: [over] }), NOW)).toMatchObject([{ at: null, until: { local: '2026-11-30T09:00', zone: 'Asia/Tokyo' } }]);
  });

  it('are none with TLP:RED, and hide recipients from each other', () => {
    const stages = [stage('2099-12-02T09:00')];
    expect(inputOf(form({ tlp: 'RED', stages }), parties).stages).toEqual([]);
    expect(inputOf(form({ recipientsVisible: true, stages }), parties).recipientsVisible).toBe(false);
  });

  it('are sent anew only where they were changed; times by the clock of the zone that was chosen', () => {
    const before = form({ stages: [stage('2099-12-02T09:00')], expiresAt: '2099-12-31T15:00:00.000Z' });
    expect(changesOf(before, { ...before, title: 'Other' }, parties)).toEqual({ title: 'Other' });
    expect(changesOf(before, { ...before, stages: [] }, parties)).toEqual({ stages: [] });
    expect(inputOf(before, parties)).toMatchObject({ expiresOn: { local: '2100-01-01T00:00', zone: 'Asia/Tokyo' } });
    expect(inputOf(form({ zone: '', expiresAt: '2099-12-31T15:00:00.000Z' }), parties)).toMatchObject({ expiresAt: '2099-12-31T15:00:00.000Z' });
  });
});
