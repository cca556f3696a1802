// Controls of direction and width can make a text look like another one (CVE-2021-42574); tags and variation can hide text in it.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** The text with each hidden character shown as its code point. Joiners that scripts need are left. */
export const visible = (text: string): string =>
  text.replace(HIDDEN, (character) => `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`);
