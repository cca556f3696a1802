import { register } from 'node:module';

register('./typescript.mjs', import.meta.url);

// The runner gives its configuration to all processes of its pool as soon as the first one asks. One that has not asked by then would miss it, and wait for ever: it is kept.
if (process.send) {
  let configuration;
  process.on('message', (message) => {
    if (message?.type === 'jest-light-runner-worker-data') configuration = message;
  });
  const send = process.send.bind(process);
  process.send = (message, ...more) => {
    if (message !== 'jest-light-runner-get-worker-data' || !configuration) return send(message, ...more);
    setImmediate(() => process.emit('message', configuration));
    return true;
  };
}
