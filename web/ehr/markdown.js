/** Card detail: GitHub-flavoured Markdown turned into elements and text nodes, never into HTML. */

const TAGS = new Set(
  'p em strong s ul ol li blockquote table thead tbody tr th td h1 h2 h3 h4 h5 h6'.split(' '),
);

/** Headings in a card stand below the card's own (h3). */
const lowered = (tag) => (/^h[1-6]$/.test(tag) ? `h${Math.min(6, Number(tag[1]) + 3)}` : tag);

/**
 * @param MarkdownIt the markdown-it constructor
 * @param h the function that makes an element: tag, properties, children
 * @param safeLink gives back a link that may be followed, or undefined
 */
export function createMarkdown(MarkdownIt, h, safeLink) {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable(['image']);
  parser.validateLink = (url) => safeLink(url) !== undefined;

  function element(token, children) {
    if (token.tag === 'a') {
      const href = safeLink(token.attrGet('href'));
      return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
    }
    return TAGS.has(token.tag) ? h(lowered(token.tag), null, ...children) : h('span', null, ...children);
  }

  function leaf(token) {
    switch (token.type) {
      case 'inline':
        return build(token.children ?? []);
      case 'softbreak':
        return [' '];
      case 'hardbreak':
        return [h('br', null)];
      case 'hr':
        return [h('hr', null)];
      case 'code_inline':
        return [h('code', null, token.content)];
      case 'fence':
      case 'code_block':
        return [h('pre', null, h('code', null, token.content))];
      default:
        return [token.content];
    }
  }

  function build(tokens) {
    const stack = [{ token: undefined, children: [] }];
    for (const token of tokens) {
      // A tight list hides its paragraphs: their tokens are there, the element is not wanted.
      if (token.hidden) continue;
      if (token.nesting === 1) {
        stack.push({ token, children: [] });
      } else if (token.nesting === -1 && stack.length > 1) {
        const closed = stack.pop();
        stack.at(-1).children.push(element(closed.token, closed.children));
      } else {
        stack.at(-1).children.push(...leaf(token));
      }
    }
    return stack[0].children;
  }

  return (text) => build(parser.parse(String(text ?? ''), {}));
}
