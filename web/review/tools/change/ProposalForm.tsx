/** Puts the change with its reason into a file that `npm run proposal` writes into the rules. Nothing is sent. */
import { useState, type FormEvent } from 'react';
import type { Value } from '#review/numbers';
import { FORMAT, type Proposal } from '#review/proposal';
import { download } from '../../../parts/download.ts';
import { rulesTouched, type Choice } from './choices.ts';
import { breaks } from './Effect.tsx';
import type { Running } from './running.ts';

export interface ProposalFormProps {
  readonly choice: Choice;
  readonly value: Value;
  /** Names the knowledge it was tried on. */
  readonly hash: string;
  readonly running: Extract<Running, { state: 'done' }>;
}

export function ProposalForm({ choice, value, hash, running }: ProposalFormProps) {
  const [file, setFile] = useState<string>();
  const propose = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string): string => String(given.get(name) ?? '').trim();
    const proposal = proposalOf({ choice, value, hash, running }, text('reason'), text('author'));
    const name = `proposal-${proposal.rule}-${nameFor(proposal.criterion)}.json`;
    download(name, `${JSON.stringify(proposal, null, 2)}\n`, 'application/json');
    setFile(name);
  };
  return (
    <section className="panel change" aria-labelledby="change-propose">
      <h3 id="change-propose">Propose it</h3>
      <p>You get a small file for whoever keeps the rules; nothing is sent.</p>
      <form onSubmit={propose} className="sign">
        <label>
          Why
          <textarea name="reason" rows={3} required maxLength={4000} />
        </label>
        <label>
          Your name
          <input name="author" required maxLength={120} autoComplete="name" pattern=".*\S.*" />
        </label>
        <button type="submit" className="main">
          Download the proposal
        </button>
      </form>
      {file === undefined ? null : (
        <p role="status">
          <strong>{file}</strong> was downloaded. In a checkout of the project{' '}
          <code>npm run proposal -- {file} --dry-run</code> shows what it would write, without{' '}
          <code>--dry-run</code> it does.
        </p>
      )}
    </section>
  );
}

function proposalOf(
  { choice, value, hash, running }: ProposalFormProps,
  reason: string,
  author: string,
): Proposal {
  const { number, home } = choice;
  return {
    format: FORMAT,
    rule: number.rule,
    criterion: /^criteria\.([^.]+)\./.exec(number.path)?.[1] ?? number.place,
    field: number.field,
    old: number.value,
    new: value,
    path: number.path,
    sentence: number.sentence,
    file: home.file,
    ...(home.finding === undefined ? {} : { finding: home.finding }),
    touches: rulesTouched(choice),
    knowledge: hash,
    reason,
    author,
    effect: {
      patients: running.of,
      affected: running.affected.length,
      unexpected: running.affected.filter(breaks).length,
    },
  };
}

const nameFor = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
