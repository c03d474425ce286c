/** `npm run sandbox:patients`: writes sandbox/patients from every vignette that has a `sandbox` member; dates stay relative. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { causes, flagFolders, orderChecks, reliefs } from '#content';
import { folderOf, rulesOf } from '#knowledge/load';
import { buildPatient } from '#review/patient';
import { readVignettes, type Vignette } from '#review/vignette';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'sandbox', 'patients');
const check = process.argv.includes('--check');
if (process.argv.includes('--help')) {
  console.log(
    'npm run sandbox:patients            write sandbox/patients/*.json\nnpm run sandbox:patients -- --check  write nothing; exit 1 if one would change',
  );
  process.exit(0);
}

const STORY = 'https://nocturne.example/fhir/StructureDefinition/sandbox-story';
const FAULT = 'https://nocturne.example/fhir/CodeSystem/sandbox-fault';

// `30d` becomes `@asOf-30d`: the sandbox resolves it when it loads, so that a demonstration never grows old.
const relative = (ago: string): string => (ago.startsWith('-') ? `@asOf+${ago.slice(1)}` : `@asOf-${ago}`);

function bundleOf(vignette: Vignette): object {
  const { resources } = buildPatient(vignette, relative);
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => {
      if (resource.resourceType !== 'Patient') return { resource };
      const { resourceType, id, ...rest } = resource;
      const fault = vignette.sandbox?.fault;
      return {
        resource: {
          resourceType,
          id,
          ...(fault === undefined ? {} : { meta: { tag: [{ system: FAULT, code: fault }] } }),
          extension: [{ url: STORY, valueString: vignette.sandbox?.story ?? vignette.says }],
          ...rest,
        },
      };
    }),
  };
}

const paths = [
  join(root, 'sandbox', 'stories.yaml'),
  ...rulesOf({ causes, flagFolders, reliefs, orderChecks }).map((rule) =>
    join(root, 'cds-hooks', folderOf(rule), 'vignettes.yaml'),
  ),
];
const wanted = new Map<string, string>();
for (const path of paths.filter((one) => existsSync(one))) {
  for (const vignette of readVignettes(path)) {
    if (vignette.sandbox !== undefined)
      wanted.set(`${vignette.id}.json`, `${JSON.stringify(bundleOf(vignette), null, 1)}\n`);
  }
}
// The questionnaire too, so that pages can show questions in words.
const questionnaire: unknown = JSON.parse(
  readFileSync(join(root, 'cds-hooks', 'intake', 'questionnaire.json'), 'utf8'),
);
wanted.set(
  'questionnaire.json',
  `${JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: questionnaire }] }, null, 1)}\n`,
);

mkdirSync(folder, { recursive: true });
const present = readdirSync(folder).filter((name) => name.endsWith('.json'));
const changed = [...wanted]
  .filter(([name, text]) => !present.includes(name) || readFileSync(join(folder, name), 'utf8') !== text)
  .map(([name]) => name);
const gone = present.filter((name) => !wanted.has(name));
if (!check) {
  for (const name of gone) rmSync(join(folder, name));
  for (const name of changed) writeFileSync(join(folder, name), wanted.get(name) ?? '');
}
console.log(
  changed.length + gone.length === 0
    ? `${wanted.size - 1} sandbox patients are as the vignettes say.`
    : `${check ? 'Would change' : 'Written'}: ${[...changed, ...gone].join(', ')}`,
);
if (check && changed.length + gone.length > 0) process.exit(1);
