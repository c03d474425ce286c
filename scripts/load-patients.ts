/** `npm run sandbox:load -- --fhir URL`: writes the sandbox patients, dates resolved to now, to any FHIR R4 server. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bundle, FhirResource } from 'fhir/r4';
import { loadPatients } from '../sandbox/patients.ts';

const HELP = `npm run sandbox:load -- --fhir URL [--wait SECONDS]
  --fhir URL      base URL of a FHIR R4 test server, e.g. http://127.0.0.1:8090/fhir
  --wait SECONDS  how long to wait for the server to answer (default 0)
Each patient goes in one transaction of PUTs: running it again refreshes the dates and adds nothing.`;

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

const base = option('--fhir')?.replace(/\/+$/, '');
if (base === undefined || process.argv.includes('--help')) {
  console.log(HELP);
  process.exit(base === undefined && !process.argv.includes('--help') ? 2 : 0);
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch(`${base}/metadata`, { headers: { Accept: 'application/fhir+json' } })).ok;
  } catch {
    return false;
  }
}

const until = Date.now() + Number(option('--wait') ?? '0') * 1000;
while (!(await answers())) {
  if (Date.now() >= until) {
    console.error(`${base} does not answer as a FHIR server.`);
    process.exit(1);
  }
  await new Promise((resolve) => setTimeout(resolve, 2000));
}

const root = fileURLToPath(new URL('..', import.meta.url));
const now = process.env.NOCTURNE_NOW ?? new Date().toISOString();
const patients = loadPatients(join(root, 'sandbox', 'patients'), now);
for (const patient of patients) {
  const response = await fetch(`${base}/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/fhir+json', Accept: 'application/fhir+json' },
    body: JSON.stringify(transactionOf(patient)),
  });
  if (!response.ok) {
    console.error(`${base} refused a patient (${response.status}).`);
    process.exit(1);
  }
}
console.log(`${patients.length} bundles written to ${base}.`);

// PUT with the ids of the files: a second run replaces, never doubles.
function transactionOf(bundle: Bundle): Bundle {
  const resources = (bundle.entry ?? [])
    .map((entry) => entry.resource)
    .filter((one): one is FhirResource => one !== undefined);
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id ?? ''}` },
    })),
  };
}
