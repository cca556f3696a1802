export * from './releases.module.js';
export { ReleaseAnswers } from './release.answers.js';
export { OutsideOpening } from './outside/outside.opening.js';
export { serveOutside } from './outside/serve-outside.js';
