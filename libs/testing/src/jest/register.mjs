import { register } from 'node:module';

register('./typescript.mjs', import.meta.url);

// The runner gives its configuration to all processes of its pool as soon as the first one asks. One that has not asked by then would miss it, and wait for ever: it is kept.
// (A listener would do, but for the first messages: they wait in the channel until somebody listens.)
if (process.send) {
  let configuration;
  const { emit, send } = process;
  process.emit = function (name, message, ...more) {
    if (name === 'message' && message?.type === 'jest-light-runner-worker-data') configuration = message;
    return emit.call(this, name, message, ...more);
  };
  process.send = function (message, ...more) {
    if (message !== 'jest-light-runner-get-worker-data' || !configuration) return send.call(this, message, ...more);
    setImmediate(() => process.emit('message', configuration));
    return true;
  };
}
