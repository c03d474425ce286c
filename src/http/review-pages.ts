/** The review pages over HTTP: each rule's REVIEW.md, so that a card's link says which sentence of which source made it fire. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { Router } from 'express';
import MarkdownIt from 'markdown-it';
import { NocturneError } from '#errors';
import { folderOf, rulesOf } from '#knowledge/load';
import type { Knowledge } from '#reason/knowledge';
import { reviewIndex } from '#review/indexes';

/**
 * Serves `/review` (the list) and `/review/{rule id}`. Pages are read at start; a missing one is said, not hidden.
 * @param sandbox whether there is an EHR page to link to
 */
export function createReviewPages(
  root: string,
  knowledge: Knowledge,
  banner: string,
  sandbox = true,
): Router {
  const page = pageMaker(banner, sandbox);
  const markdown = reviewMarkdown();
  const rules = rulesOf(knowledge);
  const pages = new Map(
    rules.map((rule) => {
      const path = join(root, 'cds-hooks', folderOf(rule), 'REVIEW.md');
      const text = existsSync(path)
        ? readFileSync(path, 'utf8')
        : `# ${rule.name}\n\nRun \`npm run review\` to write this page.`;
      return [rule.id, page(rule.name, markdown.render(text))];
    }),
  );
  const index = page(
    'Rules for review',
    markdown.render(reviewIndex(knowledge, (rule) => `/review/${rule.id}`)),
  );
  // A card of a red flag links by the letter; its page is that of the folder.
  for (const folder of knowledge.flagFolders) {
    const found = pages.get(folder.id);
    for (const flag of folder.flags) if (found !== undefined) pages.set(flag.id, found);
  }
  const router = express.Router({ caseSensitive: true });
  router.get('/', (_request, response) => {
    response.type('html').send(index);
  });
  router.get('/:rule', (request, response) => {
    const found = pages.get(request.params.rule);
    if (found === undefined) throw new NocturneError('path-unknown');
    response.type('html').send(found);
  });
  return router;
}

// The sources section lists each sentence as `id#anchor` first; that mark becomes the target of "/review/rule#id#anchor".
function reviewMarkdown(): ReturnType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: false });
  markdown.renderer.rules.code_inline = (tokens, index) => {
    const token = tokens[index];
    const content = token === undefined ? '' : markdown.utils.escapeHtml(token.content);
    const isTarget = index === 0 && /^[a-z0-9-]+(?:#[a-z0-9-]+)?$/i.test(content);
    return isTarget ? `<code id="${content}">${content}</code>` : `<code>${content}</code>`;
  };
  // Cards link to "#source-attributes" and the like.
  markdown.renderer.rules.heading_open = (tokens, index) => {
    const tag = tokens[index]?.tag ?? 'h2';
    const words = tokens[index + 1]?.content ?? '';
    const id = words
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    return `<${tag} id="${id}">`;
  };
  return markdown;
}

function pageMaker(banner: string, sandbox: boolean): (title: string, body: string) => string {
  const ehr = sandbox ? '<a href="/">EHR sandbox</a> ' : '';
  return (title, body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replaceAll('<', '&lt;')} - Nocturne</title><link rel="stylesheet" href="/web/review.css"></head>
<body><p class="banner">${banner}</p><nav>${ehr}<a href="/review">All rules</a></nav><main>${body}</main></body></html>
`;
}
