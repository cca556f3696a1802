// Imported before the hub's own program (node --import): ends the process by SIGKILL at one step of a record's way, when it
// has come there for the n-th time. DIES_AT is STEP:N.
import { ServerResponse } from 'node:http';
import pg from 'pg';

const [step, nth] = (process.env.DIES_AT ?? '').split(':');
let left = Number(nth);
const die = () => {
  left -= 1;
  if (left <= 0) process.kill(process.pid, 'SIGKILL');
};

/** Statements by the names that the hub gives them. `before` they are sent, `sent` but not answered, `after` their answer. */
const STATEMENTS = {
  decide: ['disclose', 'before'], insert: ['disclose', 'sent'], commit: ['disclose', 'after'],
  act: ['audit-record', 'after'], open: ['log-unsealed', 'after'], sign: ['log-seal', 'before'], seal: ['log-seal', 'sent'], sealed: ['log-seal', 'after'],
  publish: ['log-publish', 'after'], committing: ['COMMIT', 'sent'], committed: ['COMMIT', 'after'],
};

const [name, moment] = STATEMENTS[step] ?? [];
if (name) {
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = function watched(config, ...rest) {
    const isIt = name === 'COMMIT' ? this.sealed && config === 'COMMIT' : config?.name === name;
    if (config?.name === 'log-seal') this.sealed = true;
    if (isIt && name === 'COMMIT') this.sealed = false;
    if (isIt && moment === 'before') die();
    // The pool asks with a callback, a transaction with a promise.
    const callback = rest.findIndex((each) => typeof each === 'function');
    if (isIt && moment === 'after' && callback >= 0) {
      const told = rest[callback];
      rest[callback] = (...result) => (die(), told(...result));
    }
    const answer = query.call(this, config, ...rest);
    if (isIt && moment === 'sent') setImmediate(die);
    return isIt && moment === 'after' && callback < 0 ? answer.then((result) => (die(), result)) : answer;
  };
}

if (step === 'respond') {
  const writeHead = ServerResponse.prototype.writeHead;
  ServerResponse.prototype.writeHead = function watched(status, headers) {
    if (headers?.['hub-audit-receipt']) setImmediate(die);
    return writeHead.call(this, status, headers);
  };
}
