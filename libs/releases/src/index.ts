export * from './releases.module.js';
export { ReleaseAnswers } from './release.answers.js';
