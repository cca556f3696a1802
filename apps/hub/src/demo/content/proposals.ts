import type { Email } from './content.types.js';

/** A translation of a section, or without a heading of the title. */
export interface DemoTranslation {
  by: Email;
  /** The originator's second person; absent for a recipient's own. */
  approver?: Email;
  daysAgo: number;
  language: string;
  section?: string;
  heading: string;
  body?: string;
  label: 'HUMAN' | 'MACHINE';
  translatorName?: string;
}

/** A correction that a recipient proposes. */
export interface DemoProposal {
  by: Email;
  daysAgo: number;
  reason: string;
  credit: boolean;
  title?: string;
  potentialVictims?: number;
  declined?: { by: Email; daysAgo: number; reason: string };
}

/** What hangs on the bulletins of the demo world, by their keys. */
export const demoProposals: Readonly<Record<string, { translations: readonly DemoTranslation[]; proposals: readonly DemoProposal[] }>> = {
  'hokkaido-seafood': {
    translations: [
      { by: 'officer@ngo-kita.example', approver: 'second@ngo-kita.example', daysAgo: 269.9, language: 'en', label: 'HUMAN',
        heading: 'Seafood plant in eastern Hokkaido: seven technical interns made to hand over passports and bank books' },
      { by: 'officer@ngo-kita.example', approver: 'second@ngo-kita.example', daysAgo: 269.9, language: 'en', section: '相談の内容', label: 'MACHINE', translatorName: 'Machine translation, read over by KITA',
        heading: 'What they told us',
        body: 'The interns say that they work fourteen hours a day, that half of their pay is taken as a "management fee", and that the company keeps their passports and bank books in its safe. When they say that they want to leave, they are told that the police will be called and that they will be deported.' },
      { by: 'officer@embassy-vn.example', daysAgo: 268.5, language: 'vi', label: 'HUMAN', heading: 'Nhà máy chế biến thủy sản ở miền đông Hokkaido: bảy thực tập sinh bị giữ hộ chiếu và sổ ngân hàng' },
    ],
    proposals: [
      { by: 'officer@otit.example', daysAgo: 268, credit: false, title: '道東の水産加工場: 技能実習生7名からの相談', reason: '事業者の言い分をまだ聞いていません。',
        declined: { by: 'second@ngo-kita.example', daysAgo: 267, reason: '旅券と通帳を預けさせられていることは、7名全員から聞き取りました。' } },
      { by: 'officer@embassy-vn.example', daysAgo: 266, credit: true, potentialVictims: 8, reason: '面談で、同じ寮の1名も旅券を預けさせられていることが分かりました。' },
    ],
  },
};
