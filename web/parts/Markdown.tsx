/** Markdown of cards and review pages as elements: no HTML passes, links only to http and https. */
import Renderer from 'react-markdown';
import gfm from 'remark-gfm';

const PLUGINS = [gfm];

/** An address that may become a link; undefined for scripts, data and anything that is no URL. */
export function safeLink(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url, window.location.href)) return undefined;
  const { protocol, href } = new URL(url, window.location.href);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** Raw HTML in the text is dropped by the renderer; images are not loaded. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="markdown">
      <Renderer
        remarkPlugins={PLUGINS}
        skipHtml
        disallowedElements={['img']}
        urlTransform={(url) => safeLink(url) ?? ''}
        components={{
          a: ({ href, children }) =>
            href === undefined || href === '' ? (
              <span>{children}</span>
            ) : (
              <a href={href} target="_blank" rel="noopener noreferrer">
                {children}
              </a>
            ),
        }}
      >
        {text}
      </Renderer>
    </div>
  );
}
