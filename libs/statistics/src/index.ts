export { isCountryCode } from './country-codes.js';
export type { FigureRow } from './figure-row.js';
export { type FigureBulletin, figuresToBulletin } from './figures-to-bulletin.js';
export { type FigureProblem, headerFaults, type ParsedFigures, parseFigures } from './parse-figures.js';
