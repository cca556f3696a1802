import { Readiness } from './readiness.js';

describe('readiness', () => {
  it('is the readiness of all parts, and names those that fail', async () => {
    const readiness = new Readiness();
    expect(await readiness.failing()).toEqual([]);
    readiness.add('database', () => Promise.resolve());
    readiness.add('sealer', () => Promise.reject(new Error('secret')));
    expect(await readiness.failing()).toEqual(['sealer']);
  });

  it('ends with the stop', async () => {
    const readiness = new Readiness();
    readiness.stop();
    expect(readiness.stopping).toBe(true);
    expect(await readiness.failing()).toEqual(['stopping']);
  });

  it('is not taken by what only helps; it says what of it is missing', async () => {
    const readiness = new Readiness();
    let there = false;
    readiness.addHelper('nats', () => there);
    expect([await readiness.failing(), readiness.missing]).toEqual([[], ['nats']]);
    there = true;
    expect(readiness.missing).toEqual([]);
  });

  it('asks the parts once for all who ask at the same time', async () => {
    const readiness = new Readiness();
    let asked = 0;
    readiness.add('database', async () => void asked++);
    await Promise.all(Array.from({ length: 50 }, () => readiness.failing()));
    expect(asked).toBe(1);
  });

  it('does not wait for a part that hangs', async () => {
    const readiness = new Readiness();
    readiness.add('database', () => new Promise(() => undefined));
    const startedAt = performance.now();
    expect(await readiness.failing()).toEqual(['database']);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
