/** Signing a rule: a name bound to the content that was read, as a file for the rule's folder. Nothing is sent anywhere. */
import { useMemo, useState, type FormEvent } from 'react';
import { folderOf } from '#knowledge/folders';
import { signatureFile, standing, type Signature } from '#review/signature';
import type { Rule } from '#rules';
import { saveFile } from '../../parts/save.ts';
import type { Loaded } from '../loading.ts';

export function SignOff({ loaded, rule }: { readonly loaded: Loaded; readonly rule: Rule }) {
  const hash = useMemo(() => loaded.hasher.hash(rule), [loaded, rule]);
  const signatures = loaded.signaturesOf(rule);
  const [file, setFile] = useState<string>();
  const folder = `cds-hooks/${folderOf(rule)}`;
  const sign = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string): string => String(given.get(name) ?? '').trim();
    const comment = text('comment');
    const made = signatureFile(rule.id, [
      ...signatures,
      {
        name: text('name'),
        role: text('role'),
        date: text('date'),
        ...(comment === '' ? {} : { comment }),
        hash,
        version: loaded.carried.version,
      },
    ]);
    setFile(made);
    saveFile('signatures.yaml', made, 'application/yaml');
  };
  return (
    <section id="sign-off" className="panel noprint" tabIndex={-1}>
      <h3>Sign off</h3>
      <p>
        You sign this rule as it stands here: its criteria, numbers and texts, its sources, and the{' '}
        {loaded.hasher.setsOf(rule).length} value sets it names. If any of that changes later, your signature
        no longer counts and the page says so. Nothing is sent: you get a small file.
      </p>
      <Known signatures={signatures} hash={hash} />
      <form onSubmit={sign} className="sign">
        <label>
          Your name
          <input name="name" required maxLength={120} autoComplete="name" pattern=".*\S.*" />
        </label>
        <label>
          Your role
          <input name="role" required maxLength={120} placeholder="Consultant neurologist" pattern=".*\S.*" />
        </label>
        <label>
          Date
          <input name="date" type="date" required defaultValue={today()} />
        </label>
        <label>
          Comment (may stay empty)
          <textarea name="comment" rows={3} maxLength={4000} />
        </label>
        <p className="small">
          Content hash <code className="hash">{hash}</code>
        </p>
        <button type="submit" className="main">
          Sign and download the file
        </button>
      </form>
      {file === undefined ? null : (
        <div role="status">
          <p>
            <strong>signatures.yaml</strong> was downloaded. It counts once it lies in{' '}
            <code>{folder}/signatures.yaml</code> and the service has been started anew; send it to whoever
            keeps the rules, or commit it yourself.
          </p>
          <pre tabIndex={0} aria-label="The file">
            {file}
          </pre>
        </div>
      )}
    </section>
  );
}

function Known({ signatures, hash }: { readonly signatures: readonly Signature[]; readonly hash: string }) {
  if (signatures.length === 0) return <p>Nobody has signed this rule: it is a draft.</p>;
  return (
    <>
      {standing(signatures, hash) === 'moved' ? (
        <p className="failure">
          Signed before, but the content has changed since: the rule is unsigned until somebody reads it
          again.
        </p>
      ) : null}
      <ul>
        {signatures.map((one) => (
          <li key={`${one.name} ${one.date} ${one.hash}`}>
            <strong>{one.name}</strong>, {one.role}, {one.date}:{' '}
            {one.hash === hash ? 'for this content' : `for other content (${one.hash.slice(0, 12)}…)`}
            {one.comment === undefined ? '' : `. ${one.comment}`}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The reader's own day, not Greenwich's. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
