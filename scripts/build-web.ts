/**
 * Builds the pages into web/dist. `npm ci` runs it as `prepare` with `--if-tools`: where the build tools are not installed it
 * then says so and is content.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { causes, flagFolders, orderChecks, reliefs } from '#content';
import { folderOf, rulesOf } from '#knowledge/load';
import { readVignettes } from '#review/vignette';

const root = fileURLToPath(new URL('..', import.meta.url));

async function build(): Promise<void> {
  const vite = await import('vite').catch(() => undefined);
  if (vite === undefined || !existsSync(new URL('../web/index.html', import.meta.url))) {
    console.log('Pages not built: the build tools are not installed (npm ci installs them).');
    process.exitCode = process.argv.includes('--if-tools') ? 0 : 1;
    return;
  }
  await vite.build({ root: `${root}web`, configFile: `${root}vite.config.ts`, logLevel: 'warn' });
  writeBank();
}

// Reading some eighty YAML files takes half a second: at build, not while somebody waits for cards.
function writeBank(): void {
  const bank = rulesOf({ causes, flagFolders, reliefs, orderChecks }).map((rule) => ({
    rule: rule.id,
    vignettes: readVignettes(join(root, 'cds-hooks', folderOf(rule), 'vignettes.yaml')),
  }));
  const folder = join(root, 'web', 'dist', 'data');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'bank.json'), JSON.stringify(bank));
}

await build();
