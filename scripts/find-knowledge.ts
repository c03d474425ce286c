/** Finds the commit whose knowledge had a hash: loads the knowledge of one commit after the other in a temporary folder. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the hash is made of lies here; other commits do not change it. */
const PATHS = ['cds-hooks', 'valuesets', 'src/rules', 'src/clinical', 'src/knowledge', 'package.json'];
const LOAD_MS = 60_000;
const ARCHIVE_BYTES = 512 * 1024 * 1024;

export interface SearchDeps {
  /** A git checkout of the project, with node_modules. */
  readonly root: string;
  /** Commits looked at, at most. */
  readonly most: number;
  /** When the card was issued: commits before it are looked at first, the newest first. */
  readonly before?: string;
  /** Told of each commit looked at. */
  readonly say: (sentence: string) => void;
}

export type Search =
  | { readonly found: true; readonly commit: string; readonly date: string; readonly subject: string }
  | { readonly found: false; readonly reason: string };

/**
 * Looks for the knowledge with this hash among the commits of HEAD. A second or two per commit.
 * @param hash as recorded with the card, 64 hexadecimal digits
 */
export async function findKnowledge(hash: string, deps: SearchDeps): Promise<Search> {
  const { root, most, say } = deps;
  const commits = await commitsOf(deps);
  if (commits === undefined) {
    return { found: false, reason: 'this folder is no git checkout; search in one of this project.' };
  }
  for (const [at, commit] of commits.slice(0, most).entries()) {
    say(`looking at commit ${at + 1} of ${Math.min(most, commits.length)}: ${commit.slice(0, 10)}`);
    if ((await hashesOf(root, commit)).includes(hash)) {
      const { stdout } = await git(root, 'show', '-s', '--format=%cI%n%s', commit);
      const [date = '', subject = ''] = stdout.split('\n');
      return { found: true, commit, date, subject };
    }
  }
  const looked = Math.min(most, commits.length);
  const more =
    commits.length > looked ? ` ${commits.length - looked} older ones were not; raise --commits.` : '';
  return {
    found: false,
    reason: `none of ${looked} commits has this knowledge.${more} It may lie on another branch, be uncommitted, or have had another value set overlay.`,
  };
}

const git = (root: string, ...words: readonly string[]) =>
  run('git', ['-C', root, ...words], { maxBuffer: 16 * 1024 * 1024 });

async function commitsOf({ root, before }: SearchDeps): Promise<readonly string[] | undefined> {
  const list = async (...words: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await git(root, 'rev-list', ...words);
    return stdout.split('\n').filter(Boolean);
  };
  const until = before === undefined ? [] : [`--before=${before}`];
  try {
    // The last commit of all before the card comes first: it also had the words of that time.
    return [
      ...new Set([
        ...(await list('-1', ...until, 'HEAD')),
        ...(await list(...until, 'HEAD', '--', ...PATHS)),
        ...(await list('HEAD', '--', ...PATHS)),
      ]),
    ];
  } catch {
    return undefined;
  }
}

/** Hashes of a commit's knowledge: with the overlay that lies here now, and without one. None when it does not load. */
async function hashesOf(root: string, commit: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nocturne-knowledge-'));
  try {
    const tree = join(folder, 'tree');
    const archive = join(folder, 'tree.tar');
    mkdirSync(tree);
    await run('git', ['-C', root, 'archive', '--format=tar', '-o', archive, commit], {
      maxBuffer: ARCHIVE_BYTES,
    });
    await run('tar', ['-xf', archive, '-C', tree]);
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    const overlay = join(root, 'valuesets', 'overlay');
    writeFileSync(
      join(tree, 'hash-of-knowledge.ts'),
      `import { loadKnowledge } from '#knowledge/load';
const overlays: (string | undefined)[] = [undefined, ${existsSync(overlay) ? JSON.stringify(overlay) : ''}];
for (const overlay of overlays) console.log(loadKnowledge(${JSON.stringify(tree)}, overlay).hash);
`,
    );
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'hash-of-knowledge.ts'], {
      cwd: tree,
      timeout: LOAD_MS,
    });
    return stdout.split('\n').filter(Boolean);
  } catch {
    // A commit that does not load cannot have issued a card.
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
