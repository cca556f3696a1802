/** What is said in English of editions that are over, of breaks, reminders, and who opened a document. */
export const coordinating = {
  over: {
    body: { CLOSED: 'This meeting is over. What stands here is its record; action items go on.', CANCELLED: 'This meeting was called off. What stands here is its record.' }, nobody: 'Nobody was named.', links: 'They ended with the meeting: none of them opens any more.', notInterpreted: 'Nothing was interpreted', undecided: 'Never decided', noPoll: 'The parties were not asked about days', notHeld: 'This meeting was not held',
  },
  openings: { title: 'Who opened them', titleOf: (title: string) => `Who opened the documents of “${title}”`, body: 'From your organisation’s record of access. People with a personal link stand under the organisation that it was made for.', nobody: 'Nobody has opened them yet.', removed: 'A document that was removed', newest: 'The newest entries are counted so far.' },
  breaks: {
    title: 'Breaks', body: 'The hub lays the day out anew. No item is cut: a break comes before the item with which the stretch would be too long.', frozen: 'The agenda is fixed: saving makes its next version, and all parties are told.', length: 'Minutes of a break', none: '0 to 60; 0: no breaks.', after: 'Minutes without a break at most', afterHelp: '30 to 240.', lunch: 'Minutes of lunch', noLunch: '0 to 180; 0: no lunch.', lunchFrom: 'Lunch not before', lunchHelp: '10:00 to 15:00.',
    short: (minutes: number, after: number, lunch: number, from: string) => `${minutes === 0 ? 'no breaks' : `${minutes} min after ${after} min at most`}, ${lunch === 0 ? 'no lunch' : `lunch ${lunch} min from ${from}`}`,
  },
  reminders: {
    change: 'Change the deadline or the reminders', beforeDeadline: 'Remind who has not answered: days before the deadline', beforeStart: 'Remind everybody of the meeting: days before it', help: 'Such as 7, 1. Empty: nobody is reminded before; once the deadline is over, in any case.', startHelp: 'Such as 30, 7, 1. Empty: nobody is reminded.', wrong: 'Whole numbers from 1 to 180, ten at most, with commas between.',
  },
};
