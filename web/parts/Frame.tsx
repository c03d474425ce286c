/** What stands around every page: the draft notice, the way to the other pages, and the room for the page itself. */
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import './theme.css';

export const NOTICE =
  'Draft knowledge, not clinically reviewed. Not for children, not for triage by patients.';

// The service says in the document whether it has an EHR page (src/http/pages.ts).
const HERE = document.documentElement.dataset['mode'] === 'production' ? 'production' : 'sandbox';

const PLACES = [
  { href: '/', name: 'EHR sandbox', page: 'ehr' },
  { href: '/review', name: 'Rules', page: 'review' },
  { href: '/review/overrides', name: 'Overrides', page: 'overrides' },
] as const;

export interface FrameProps {
  readonly page: 'ehr' | 'review' | 'overrides' | 'intake';
  readonly title: string;
  /** Beside the notice: the clock in use, for instance. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** The intake is opened from a chart: it has no way to elsewhere. */
export function Frame({ page, title, aside, children }: FrameProps) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="top">
        <p className="notice" role="note">
          {NOTICE}
          {aside === undefined ? null : <> {aside}</>}
        </p>
        <div className="bar">
          <strong className="name">Nocturne</strong>
          <h1>{title}</h1>
          {page === 'intake' ? null : (
            <nav aria-label="Pages">
              {PLACES.filter(({ href }) => href !== '/' || HERE === 'sandbox').map((one) => (
                <a key={one.href} href={one.href} aria-current={one.page === page ? 'page' : undefined}>
                  {one.name}
                </a>
              ))}
            </nav>
          )}
        </div>
      </header>
      <main id="main">{children}</main>
    </>
  );
}

/** Puts a page into the document. */
export function show(element: ReactNode): void {
  const place = document.getElementById('page');
  if (place === null) throw new Error('the document has no place for the page');
  createRoot(place).render(<StrictMode>{element}</StrictMode>);
}
