import { fromMarkdown } from 'mdast-util-from-markdown';
import { createElement, Fragment, memo, type ReactNode } from 'react';
import { useTexts } from '../languages/language.context.js';
import { Text } from './text.js';

type Root = ReturnType<typeof fromMarkdown>;
type RootContent = Root['children'][number];
type Nodes = Root | RootContent;

const SAFE = /^(https?:|mailto:|tel:)/i;

/**
 * A text in CommonMark. It becomes elements, never markup: HTML in it is shown as text, pictures are not loaded (whoever wrote
 * their address would learn who reads), and links lead to the web, mail and telephone only, saying where.
 */
export const Markdown = memo(function Markdown({ text, words = [], lang, level = 3 }: { text: string; words?: readonly string[]; lang?: string; level?: number }): ReactNode {
  const { image } = useTexts().bulletin;
  const list = (nodes: readonly RootContent[]): ReactNode[] => nodes.map((node, index) => <Fragment key={index}>{show(node)}</Fragment>);
  function show(node: Nodes): ReactNode {
    switch (node.type) {
      case 'text': return <Text words={words}>{node.value}</Text>;
      case 'html': return <Text words={words}>{node.value}</Text>;
      case 'paragraph': return <p>{list(node.children)}</p>;
      case 'heading': return createElement(`h${Math.min(6, level + node.depth - 1)}`, null, ...list(node.children));
      case 'emphasis': return <em>{list(node.children)}</em>;
      case 'strong': return <strong>{list(node.children)}</strong>;
      case 'inlineCode': return <code><Text>{node.value}</Text></code>;
      case 'code': return <pre tabIndex={0}><code><Text>{node.value}</Text></code></pre>;
      case 'blockquote': return <blockquote>{list(node.children)}</blockquote>;
      case 'list': return node.ordered ? <ol start={node.start ?? 1}>{list(node.children)}</ol> : <ul>{list(node.children)}</ul>;
      case 'listItem': return <li>{list(node.children)}</li>;
      case 'break': return <br />;
      case 'thematicBreak': return <hr />;
      case 'link': return SAFE.test(node.url) ? <a href={node.url} target="_blank" rel="noopener noreferrer">{list(node.children)}<Address of={node} /></a> : <>{list(node.children)} (<Text>{node.url}</Text>)</>;
      case 'image': return <span className="quiet">{image} <Text>{`${node.alt ?? ''} ${node.url}`}</Text></span>;
      // Definitions are shown where they are used only; references to none are text already.
      case 'linkReference': return <>{list(node.children)}</>;
      case 'imageReference': return <span className="quiet">{image} <Text>{node.alt ?? ''}</Text></span>;
      default: return null;
    }
  }
  return <div className="prose" lang={lang}>{list(fromMarkdown(text).children)}</div>;
});

/** Where a link leads, unless it says so itself. */
function Address({ of: { url, children } }: { of: { url: string; children: readonly Nodes[] } }): ReactNode {
  const says = children.map((child) => ('value' in child ? child.value : '')).join('');
  return says === url || `mailto:${says}` === url || `tel:${says}` === url ? null : <span className="quiet"> (<Text>{url}</Text>)</span>;
}
