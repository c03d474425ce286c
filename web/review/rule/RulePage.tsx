/** The page of one rule: everything a reviewer needs to sign it, built from the rule itself. */
import { memo, useEffect, useMemo, useRef } from 'react';
import { sayStanding, standing } from '#review/signature';
import type { Rule } from '#rules';
import type { Loaded } from '../loading.ts';
import { ruleHref } from '../place.ts';
import { CauseParts } from './CauseParts.tsx';
import { Codes } from './Codes.tsx';
import { CheckParts, FlagParts, ReliefParts } from './OtherParts.tsx';
import { openForPrint } from './printing.ts';
import { Glossary, ReadingContext, type Reading } from './Said.tsx';
import { SignOff } from './SignOff.tsx';
import { Attributes, DataRead, Sources } from './Sources.tsx';
import { Vignettes } from './Vignettes.tsx';

export interface RulePageProps {
  readonly loaded: Loaded;
  readonly rule: Rule;
  readonly anchor: string;
}

const KINDS = { cause: 'Cause', flags: 'Red flags', relief: 'Relief measure', 'order-check': 'Order check' };

export function RulePage({ loaded, rule, anchor }: RulePageProps) {
  useEffect(() => openForPrint(), []);
  useAnchor(anchor);
  return (
    <>
      <p className="noprint">
        <a href="/review">All rules and search</a>
      </p>
      <RuleText loaded={loaded} rule={rule} live />
      <SignOff loaded={loaded} rule={rule} />
    </>
  );
}

/** The rule without what a reader does with it: what is printed of every rule. */
export const RuleText = memo(function RuleText({
  loaded,
  rule,
  live = false,
}: Omit<RulePageProps, 'anchor'> & { readonly live?: boolean }) {
  const reading = useMemo(() => ({ loaded, rule, live }), [loaded, rule, live]);
  return (
    <ReadingContext value={reading}>
      <article className="rule" aria-labelledby={`title-${rule.id}`}>
        <Head loaded={loaded} rule={rule} live={live} />
        {rule.kind === 'cause' ? <CauseParts rule={rule} /> : null}
        {rule.kind === 'flags' ? <FlagParts rule={rule} /> : null}
        {rule.kind === 'relief' ? <ReliefParts rule={rule} /> : null}
        {rule.kind === 'order-check' ? <CheckParts rule={rule} /> : null}
        <Glossary />
        <DataRead />
        <Codes />
        <Sources />
        <Attributes />
        <Vignettes />
      </article>
    </ReadingContext>
  );
});

function Head({ loaded, rule, live }: Reading) {
  const signatures = loaded.signaturesOf(rule);
  const hash = useMemo(() => loaded.hasher.hash(rule), [loaded, rule]);
  const state = standing(signatures, hash);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // After a click within the workbench a screen reader must hear where it is; after a page load it does anyway.
    const moved: unknown = window.history.state;
    if (live && moved !== null && window.location.hash === '') title.current?.focus({ preventScroll: true });
  }, [rule, live]);
  return (
    <header>
      <h2 id={`title-${rule.id}`} tabIndex={-1} ref={title}>
        {rule.name}
      </h2>
      <p>
        {KINDS[rule.kind]} <code>{rule.id}</code>, status{' '}
        <strong>{state === 'signed' ? 'reviewed' : rule.status}</strong>,{' '}
        <span className={`standing ${state}`}>{sayStanding(signatures, hash)}</span>, revised {rule.revised},
        service version {loaded.carried.version}.
      </p>
      {rule.seed === undefined ? null : <p className="quiet">Answers “{rule.seed}” of the seed article.</p>}
      <p className="small quiet">
        Content hash <code className="hash">{hash}</code>
      </p>
      {live ? (
        <p className="noprint actions">
          <button type="button" onClick={() => window.print()}>
            Print this rule
          </button>
          <a href={ruleHref(rule.id, 'try')}>Try a patient</a>
          <a href={ruleHref(rule.id, 'patients')}>Its patients</a>
          <a href={ruleHref(rule.id, 'sources')}>Sources</a>
          <a href={ruleHref(rule.id, 'sign-off')}>Sign off</a>
        </p>
      ) : null}
    </header>
  );
}

/** Goes to the element the address names: it exists only now, so the browser could not. */
function useAnchor(anchor: string): void {
  useEffect(() => {
    const element = anchor === '' ? null : document.getElementById(anchor);
    if (element === null) return;
    for (let up = element.closest('details'); up !== null; up = up.parentElement?.closest('details') ?? null)
      up.open = true;
    if (element instanceof HTMLDetailsElement) element.open = true;
    element.scrollIntoView();
    element.focus({ preventScroll: true });
    element.classList.add('sought');
    return () => element.classList.remove('sought');
  }, [anchor]);
}
