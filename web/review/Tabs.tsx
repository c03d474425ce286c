/** The ways through the workbench. */
import type { Place } from './place.ts';

const TABS = [
  { href: '/review', name: 'Rules and search', is: (place: Place) => place.view === 'list' },
  { href: '/review#matrix', name: 'Evidence matrix', is: (place: Place) => place.view === 'matrix' },
  {
    href: '#try',
    name: 'Try a patient',
    is: (place: Place) => place.view === 'tool' && place.tool === 'try',
  },
  {
    href: '#why-not',
    name: 'Why not',
    is: (place: Place) => place.view === 'tool' && place.tool === 'why-not',
  },
  {
    href: '#change',
    name: 'What would a change do',
    is: (place: Place) => place.view === 'tool' && place.tool === 'change',
  },
  { href: '/review#print', name: 'Print all', is: (place: Place) => place.view === 'print' },
] as const;

/** On a rule's page the tools open with that rule. */
export function Tabs({ place }: { readonly place: Place }) {
  const rule = 'rule' in place ? place.rule : undefined;
  const here = rule === undefined ? '/review' : `/review/${encodeURIComponent(rule)}`;
  return (
    <nav className="tabs noprint" aria-label="Review">
      {TABS.map((tab) => (
        <a
          key={tab.name}
          href={tab.href.startsWith('#') ? `${here}${tab.href}` : tab.href}
          aria-current={tab.is(place) ? 'page' : undefined}
        >
          {tab.name}
        </a>
      ))}
    </nav>
  );
}
