import { fromMarkdown } from 'mdast-util-from-markdown';
import type { MinutesLayout, MinutesSection } from '../minutes/layout.js';
import { WORDS } from '../minutes/layout.words.js';
import { type Block, type Paper, type PaperLanguage, type Run, text } from './paper.js';
import { PAPER_WORDS } from './words.js';

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root['children'][number];
/** Blocks within blocks are followed no deeper: nobody reads what is set further to the right. */
const DEEPEST = 6;

/** The minutes as one reader may see them: what is closed to him is not in the layout at all. */
export function minutesPaper(layout: MinutesLayout): Paper {
  const language: PaperLanguage = layout.language;
  const words = PAPER_WORDS[language];
  return { language, title: layout.title, blocks: [
    { kind: 'title', text: layout.title }, text(layout.status, { align: 'right' }), { kind: 'facts', rows: layout.facts }, ...layout.sections.flatMap((section) => sectionBlocks(section, layout)),
    ...(layout.responses.length === 0 ? [] : [{ kind: 'heading', text: words.answers } as const, ...layout.responses.map((one) => text(one, { indent: 1, mark: '・' }))]),
  ] };
}

function sectionBlocks({ position, heading, attendance, body, original, decisions, actions, remarks }: MinutesSection, { language }: MinutesLayout): Block[] {
  const words = PAPER_WORDS[language];
  return [
    { kind: 'heading', text: `${position}. ${heading}` }, ...(attendance === null ? [] : [text(attendance, { quiet: true })]), ...(original === null ? [] : [text(WORDS[language].original[original], { quiet: true })]), ...markdownBlocks(body),
    ...(decisions.length === 0 ? [] : [{ kind: 'heading', text: words.decisions, minor: true } as const, ...decisions.map((one) => text(one, { indent: 1, mark: '・' }))]),
    ...(actions.length === 0 ? [] : [{ kind: 'heading', text: words.actions, minor: true } as const, {
      kind: 'table', columns: [{ heading: words.action, share: 7 }, { heading: words.owner, share: 3.5 }, { heading: words.due, share: 3 }], rows: actions.map((action) => [action.text, action.owner, action.due]),
    } as const]),
    ...remarks.map((one) => text(one, { indent: 1, mark: '※' })),
  ];
}

/** What the secretaries wrote, as blocks: CommonMark in the plain means of a printed page. HTML is text; pictures are not fetched, their description stands for them. */
export const markdownBlocks = (source: string): Block[] => fromMarkdown(source).children.flatMap((node) => blocksOf(node, 0));

function blocksOf(node: Node, depth: number, mark?: string): Block[] {
  const indented = { ...(depth > 0 ? { indent: Math.min(depth, DEEPEST) } : {}), ...(mark === undefined ? {} : { mark }) };
  switch (node.type) {
    case 'heading': return [{ kind: 'heading', text: plain(node.children), minor: true }];
    case 'paragraph': return [{ kind: 'text', runs: runsOf(node.children, false), ...indented }];
    case 'html': case 'code': return [{ kind: 'text', runs: [{ text: node.value }], ...indented }];
    case 'thematicBreak': return [{ kind: 'gap' }];
    case 'blockquote': return node.children.flatMap((child) => blocksOf(child, depth + 1));
    case 'list': return node.children.flatMap(({ children }, index) => {
      const sign = node.ordered ? `${(node.start ?? 1) + index}.` : '・';
      return children.flatMap((child, at) => blocksOf(child, depth + 1, at === 0 ? sign : undefined));
    });
    default: return [];
  }
}

function runsOf(nodes: readonly Node[], bold: boolean): Run[] {
  return nodes.flatMap((node): Run[] => {
    switch (node.type) {
      case 'text': case 'inlineCode': case 'html': return [{ text: node.value, bold }];
      case 'break': return [{ text: '\n', bold }];
      case 'strong': return runsOf(node.children, true);
      case 'emphasis': case 'linkReference': return runsOf(node.children, bold);
      case 'link': return [...runsOf(node.children, bold), ...(plain(node.children) === node.url ? [] : [{ text: ` (${node.url})`, bold }])];
      case 'image': case 'imageReference': return [{ text: node.alt ?? '', bold }];
      default: return [];
    }
  });
}

const plain = (nodes: readonly Node[]): string => runsOf(nodes, false).map(({ text: value }) => value).join('');
