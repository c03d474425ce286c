/** A copy of the rules and of what loads them, to be changed freely. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

export class RulesCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'nocturne-rules-'));

  constructor() {
    for (const name of ['cds-hooks', 'src', 'scripts', 'package.json', 'tsconfig.json'])
      cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
    // Read, never written.
    for (const name of ['node_modules', 'valuesets']) symlinkSync(join(ROOT, name), join(this.folder, name));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs `npm run proposal` in the copy. */
  propose(
    text: string,
    ...options: readonly string[]
  ): { readonly code: number | null; readonly said: string } {
    this.write('proposal.json', text);
    return this.run('scripts/proposal.ts', 'proposal.json', ...options);
  }

  /** Every number of the copy as loaded, by rule and path. */
  numbers(): Readonly<Record<string, unknown>> {
    return JSON.parse(this.run('scripts/rule-numbers.ts').said) as Record<string, unknown>;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(
    script: string,
    ...words: readonly string[]
  ): { readonly code: number | null; readonly said: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...words], {
      cwd: this.folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      // The parent's options are jest's.
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    return { code: status, said: `${stdout}${stderr}` };
  }
}
