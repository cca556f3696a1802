import type { DemoCircle } from './content.types.js';

/** Named groups of organisations. */
export const demoCircles: DemoCircle[] = [
  {
    code: 'SEA',
    names: { en: 'South-East Asian embassies', ja: '東南アジア各国大使館' },
    members: ['PHL', 'THA', 'VNM', 'IDN', 'KHM'],
  },
  {
    code: 'SHELTERS',
    names: { en: 'Shelters and support centres', ja: 'シェルター・支援センター' },
    members: ['HRB', 'KITA', 'WSCT'],
  },
  {
    code: 'KANTO',
    names: { en: 'Kanto hotline partners', ja: '関東・電話相談連絡会' },
    members: ['NPA', 'HRB', 'WSCT', 'IOM'],
  },
  {
    code: 'INTERNS',
    names: { en: 'Round table on technical interns', ja: '技能実習に関する連絡会' },
    members: ['NPA', 'OTIT', 'ISA', 'VNM', 'IDN', 'KHM', 'NPL', 'CHN', 'KITA', 'IOM'],
  },
];
