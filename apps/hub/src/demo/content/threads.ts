import type { Email, OrganisationCode } from './content.types.js';

/** What somebody does in a thread. */
export interface DemoThreadStep {
  by: Email;
  daysAgo: number;
  does: 'QUESTION' | 'ANSWER' | 'REMARK' | 'ACCEPT' | 'REOPEN' | 'CLOSE' | 'ASSIGN';
  /** Of a message. */
  body?: string;
  /** Bulletins cited, by their keys; older than the one that the thread is on. */
  cites?: string[];
  /** The answer may go into the bulletin. */
  promotion?: { credit: boolean };
  /** ASSIGN: to whom. */
  to?: Email;
}

/** Question and answers on a bulletin. */
export interface DemoThread {
  /** The bulletin's key. */
  bulletin: string;
  subject: string;
  language: string;
  /** By the originator: whom it asks. */
  asks?: OrganisationCode[];
  dueDaysAgo?: number;
  /** The first one opens it. */
  steps: [DemoThreadStep, ...DemoThreadStep[]];
}

/** Threads of the demo world: over, waiting and under way. */
export const demoThreads: readonly DemoThread[] = [
  {
    bulletin: 'ph-families-lost-contact', subject: 'Two of the six are known to us', language: 'en',
    steps: [
      { by: 'officer@iom.example', daysAgo: 229, does: 'ANSWER', body: 'Two of the six asked us for help with the journey home in spring. Both are safe. **We can pass on a letter from the families**, not an address.', promotion: { credit: true } },
      { by: 'second@embassy-ph.example', daysAgo: 228.5, does: 'ACCEPT' },
      { by: 'officer@iom.example', daysAgo: 226, does: 'REMARK', body: 'The letters have arrived. One of the two has called her mother.' },
    ],
  },
  {
    bulletin: 'thai-recruiter', subject: 'The ledger with the initials of four shops', language: 'en', dueDaysAgo: 95,
    steps: [
      { by: 'officer@npa.example', daysAgo: 102, does: 'QUESTION', body: 'Which of the four initials stand beside a telephone number?' },
      { by: 'officer@embassy-th.example', daysAgo: 100, does: 'ASSIGN', to: 'second@embassy-th.example' },
      { by: 'second@embassy-th.example', daysAgo: 99, does: 'ANSWER', body: 'Two of them. The copy follows through the treaty channel.' },
      { by: 'officer@npa.example', daysAgo: 98, does: 'REOPEN', body: 'In the copy the second page is missing. Could it be sent again?' },
      { by: 'second@embassy-th.example', daysAgo: 96, does: 'ANSWER', body: 'It was sent again today.' },
      { by: 'officer@npa.example', daysAgo: 95.5, does: 'ACCEPT' },
      { by: 'officer@npa.example', daysAgo: 95, does: 'CLOSE' },
    ],
  },
  {
    bulletin: 'recruiter-accounts', subject: 'Have victims named the same two accounts since?', language: 'en', asks: ['PHL', 'THA'], dueDaysAgo: -4,
    steps: [
      { by: 'officer@npa.example', daysAgo: 6, does: 'QUESTION', body: 'Both accounts were used again this month. Has anybody who came to you named them? Either of you may answer; you will read each other.', cites: ['thai-recruiter'] },
      { by: 'officer@embassy-ph.example', daysAgo: 4, does: 'ANSWER', body: 'Nobody has named them to us since September. We ask our shelter again.', promotion: { credit: false } },
      { by: 'officer@embassy-th.example', daysAgo: 3, does: 'REMARK', body: 'Our answer follows by Friday.' },
    ],
  },
  {
    bulletin: 'br-grooming', subject: 'May our counsellor write to her?', language: 'en', dueDaysAgo: -2,
    steps: [{ by: 'officer@ngo-harbour.example', daysAgo: 1, does: 'QUESTION', body: 'A counsellor of ours speaks Portuguese and could write to her by the same game. Would that put her in danger?' }],
  },
  {
    bulletin: 'shelter-places', subject: '週末の受入れについて', language: 'ja', dueDaysAgo: 0.5,
    steps: [
      { by: 'officer@ngo-kita.example', daysAgo: 3, does: 'QUESTION', body: '土曜日の夜に母子二人の受入れは可能でしょうか。' },
      { by: 'officer@wsc-tokyo.example', daysAgo: 2.5, does: 'REMARK', body: '確認しています。少しお待ちください。' },
    ],
  },
];
