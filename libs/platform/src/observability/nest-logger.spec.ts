import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';

const lines: Record<string, unknown>[] = [];
const nest = new NestLogger(createLogger({ level: 'debug', destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) } }));

describe("Nest's messages", () => {
  beforeEach(() => {
    lines.length = 0;
  });

  it('keep level and speaker, and their chatter is for developers', () => {
    nest.warn('careful', 'SomeService');
    nest.log('AppModule dependencies initialized', 'InstanceLoader');
    nest.log('ready', 'Hub');
    expect(lines.map(({ level, context, msg }) => [level, context, msg])).toEqual([
      ['warn', 'SomeService', 'careful'],
      ['debug', 'InstanceLoader', 'AppModule dependencies initialized'],
      ['info', 'Hub', 'ready'],
    ]);
  });

  it('tell nothing of what a resolver threw: the hub does that itself, without the message', () => {
    nest.error(new Error('taro'), 'ExceptionsHandler');
    expect(lines).toEqual([]);
    nest.error(new Error('taro'), undefined, 'Elsewhere');
    nest.error('failed', new Error('taro').stack, 'Elsewhere');
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toContain('taro');
  });
});
