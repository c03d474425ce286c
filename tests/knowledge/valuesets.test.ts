/** The shipped value sets: licences, provenance, traps, and the refusal of anything the manifest does not list. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadValueSets } from '#knowledge/valuesets';
import { generate } from '../../scripts/valuesets.ts';
import { readRows } from '../../scripts/terminology.ts';
import type { Row } from '../../scripts/terminology.ts';
import { describeShared, SHARED } from '../shared.ts';

const TABLE = join(SHARED, 'terminology', 'terminology.tsv');
const FOLDER = 'valuesets';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';

// Without the table the tests that compare with it are skipped.
const table = existsSync(TABLE)
  ? readFileSync(TABLE, 'utf8')
  : 'concept_key\tsystem\tcode\tdisplay\tinclude\tverified\tnote\n';
const rows = readRows(table);
const additions = readRows(readFileSync(join(FOLDER, 'additions.tsv'), 'utf8'));
const valueSets = loadValueSets(FOLDER);
const { index } = valueSets;

const SYSTEM_OF: Readonly<Record<string, string>> = {
  SNOMED: 'snomed',
  ICD10CM: 'icd-10-cm',
  LOINC: 'loinc',
  RXNORM: 'rxnorm',
};

function idOf(key: string): string {
  return key.toLowerCase().replaceAll('_', '-');
}

function label(row: Row): string {
  return `${idOf(row.key)} ${SYSTEM_OF[row.system] ?? row.system} ${row.code}`;
}

function sets(system: string, code: string): string[] {
  return index.membership(system, code).map((membership) => membership.set);
}

function opensTheDoor(system: string, code: string): 'yes' | 'with a leg site' | 'no' {
  const found = index.membership(system, code).find((membership) => membership.set === 'leg-complaint');
  if (found === undefined) return 'no';
  return found.nonspecific ? 'with a leg site' : 'yes';
}

const temporary: string[] = [];

function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'valuesets-'));
  temporary.push(folder);
  cpSync(FOLDER, folder, { recursive: true });
  return folder;
}

afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

describeShared('what is shipped', () => {
  const shipped = [...valueSets.sets.values()].flatMap((set) => set.codes);

  test('every SNOMED CT code is one of the CC BY Global Patient Set of 2020-09', () => {
    const free = new Set(
      rows
        .filter((row) => row.system === 'SNOMED' && row.note.includes('GPS-2020-09'))
        .map((row) => row.code),
    );
    const bad = shipped.filter((code) => code.system === 'snomed' && !free.has(code.code));
    expect(bad).toEqual([]);
    expect(shipped.some((code) => code.system === 'snomed')).toBe(true);
  });

  test('no file names ATC or CPT, and no set holds a code without a source', () => {
    const unread = rows.filter((row) => row.source === 'unverified-memory');
    expect(unread.map((row) => row.code)).toEqual(['M51.360', 'M51.361', 'M51.362', 'M51.369']);
    const disc = valueSets.sets.get('cond-lumbar-disc-herniation')?.codes ?? [];
    expect(disc.map((code) => code.code)).not.toContain('M51.360');
    const files = [...valueSets.sets.keys()].map((id) => readFileSync(join(FOLDER, `${id}.json`), 'utf8'));
    expect(files.filter((text) => /whocc|atcd|ama-assn/i.test(text))).toEqual([]);
  });

  test('every code stands in the table or in additions.tsv under the key of its set', () => {
    const known = new Set([...rows, ...additions].map(label));
    const composed = new Set(Object.keys(parse(readFileSync(join(FOLDER, 'composed.yaml'), 'utf8'))));
    expect(composed).toContain('leg-complaint');
    const anySet = new Set([...known].map((one) => one.slice(one.indexOf(' ') + 1)));
    const stray = shipped
      .map((code) => ({ set: code.set, code: `${code.system} ${code.code}` }))
      .filter(({ set, code }) => (composed.has(set) ? !anySet.has(code) : !known.has(`${set} ${code}`)));
    expect(stray).toEqual([]);
  });

  test('every shippable row of the table is in its set', () => {
    const present = new Set(shipped.map((code) => `${code.set} ${code.system} ${code.code}`));
    const missing = rows
      .filter((row) => row.system !== 'ATC' && row.source !== 'unverified-memory')
      .filter((row) => row.system !== 'SNOMED' || row.note.includes('GPS-2020-09'))
      .map(label)
      .filter((code) => !present.has(code));
    expect(missing).toEqual([]);
  });

  test('every addition names the dossier section it comes from', () => {
    expect(additions.filter((row) => !/^(clinical|terminology)\/.+\.md .+/.test(row.source))).toEqual([]);
  });

  test('a row marked NONSPECIFIC in the table is marked in its set', () => {
    const marked = new Set(
      shipped.filter((code) => code.nonspecific).map((code) => `${code.set} ${code.system} ${code.code}`),
    );
    const unmarked = rows
      .filter((row) => row.note.startsWith('NONSPECIFIC:') && row.system !== 'ATC')
      .filter((row) => row.system !== 'SNOMED' || row.note.includes('GPS-2020-09'))
      .map(label)
      .filter((code) => !marked.has(code));
    expect(unmarked).toEqual([]);
  });

  test('a set that ships part of its concept says so and counts what is withheld', () => {
    const text = readFileSync(join(FOLDER, 'cond-lvsd.json'), 'utf8');
    expect(text).toContain('Part of the concept only: withheld by licence: 1 SNOMED CT.');
    expect(valueSets.sets.get('cond-lvsd')?.partial).toBe(true);
    expect(valueSets.withheld).toContain('order-polysomnography');
  });

  test('each file carries the notice of each system it holds', () => {
    expect(readFileSync(join(FOLDER, 'lab-ferritin.json'), 'utf8')).toContain('Regenstrief Institute');
    expect(readFileSync(join(FOLDER, 'cond-rls.json'), 'utf8')).toContain(
      'Global Patient Set (GPS), September',
    );
    expect(readFileSync(join(FOLDER, 'drug-quinine.json'), 'utf8')).toContain('National Library of Medicine');
  });

  test('the folder is what the generator writes, to the byte', () => {
    const files = generate(table, (name) => readFileSync(join(FOLDER, name), 'utf8'));
    const different = [...files].filter(([name, text]) => readFileSync(join(FOLDER, name), 'utf8') !== text);
    expect(different.map(([name]) => name)).toEqual([]);
    expect(files.size).toBe(valueSets.sets.size + 1);
  });
});

describe('a folder that is not the released one is refused', () => {
  test('a changed set', () => {
    const folder = copy();
    const file = join(folder, 'cond-pad.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"E11.51"', '"E11.52"'));
    expect(() => loadValueSets(folder)).toThrow(/cond-pad\.json is not the file .*npm run valuesets/);
  });

  test('a set nobody listed', () => {
    const folder = copy();
    writeFileSync(join(folder, 'cond-extra.json'), '{}');
    expect(() => loadValueSets(folder)).toThrow(/cond-extra\.json is not listed/);
  });

  test('a missing set', () => {
    const folder = copy();
    rmSync(join(folder, 'lab-ck.json'));
    expect(() => loadValueSets(folder)).toThrow(/lab-ck\.json cannot be read/);
  });

  test('changed names of ingredients', () => {
    const folder = copy();
    writeFileSync(join(folder, 'text-names.tsv'), 'set\tkind\twords\tnote\n');
    expect(() => loadValueSets(folder)).toThrow(/text-names\.tsv is not the file/);
  });

  test('a folder without manifest, or with a broken one', () => {
    const folder = copy();
    writeFileSync(join(folder, 'manifest.json'), '{"sets": ');
    expect(() => loadValueSets(folder)).toThrow(/manifest\.json is not JSON/);
    rmSync(join(folder, 'manifest.json'));
    expect(() => loadValueSets(folder)).toThrow(/manifest\.json cannot be read/);
  });
});

describe('traps', () => {
  test('pain in the arm (M79.601, .602, .603) is in no set at all', () => {
    for (const code of ['M79.601', 'M79602', 'M79.603']) expect(sets(ICD, code)).toEqual([]);
  });

  test('cellulitis of the arm (L03.111 to L03.114) is no leg cellulitis', () => {
    for (const code of ['L03.111', 'L03.112', 'L03.113', 'L03.114']) expect(sets(ICD, code)).toEqual([]);
    expect(sets(ICD, 'L03.115')).toContain('cond-cellulitis-leg');
  });

  test.each(['I70.218', 'I70.228', 'I70.25', 'I70.268', 'I70.298', 'I70.35', 'I70.318', 'I70.728'])(
    'arterial disease of the "other extremity" (%s) is marked in every set it reaches',
    (code) => {
      const found = index.membership(ICD, code);
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter((membership) => !membership.nonspecific)).toEqual([]);
    },
  );

  test('a statin under ATC (C10AA05) is no cancer', () => {
    expect(sets('http://www.whocc.no/atc', 'C10AA05')).toEqual([]);
  });

  test('a history of venous thrombosis (Z86.718) is no acute thrombosis', () => {
    expect(sets(ICD, 'Z86.718')).toEqual(['cond-dvt-chronic-history']);
    expect(sets(ICD, 'I82.412')).toContain('cond-dvt-acute');
  });

  test('family history (Z80.3, Z82.49, Z83.3) is nothing of the patient', () => {
    for (const code of ['Z80.3', 'Z82.49', 'Z83.3']) expect(sets(ICD, code)).toEqual([]);
  });

  test('Charcot-Marie-Tooth (G60.0) is a neuropathy and no Charcot foot', () => {
    expect(sets(ICD, 'G60.0')).toEqual(['cond-peripheral-neuropathy']);
    expect(sets(ICD, 'M14.671')).toContain('cond-charcot-foot');
  });

  test('coronary disease is no peripheral arterial disease', () => {
    expect(sets(ICD, 'I25.10')).not.toContain('cond-pad');
  });

  test('the wrong codes seen in public code are nowhere', () => {
    for (const code of ['8877-6', '8878-4', '76491-0', '76492-8', '41979-6', '24855-9']) {
      expect(sets(LOINC, code)).toEqual([]);
    }
  });

  test('HbA1c of another calibration (62388-4) is kept apart from HbA1c in percent', () => {
    expect(sets(LOINC, '62388-4')).toEqual(['lab-hba1c-other']);
  });

  test('the strength of a pulse (44974-4) is no ankle-brachial index', () => {
    expect(sets(LOINC, '44974-4')).toEqual(['obs-pulse-generic']);
  });

  test('the ankle-brachial index is 77194-9 and the three posterior tibial ratios', () => {
    for (const code of ['77194-9', '8579-5', '8580-3', '8581-1'])
      expect(sets(LOINC, code)).toContain('obs-abi');
  });

  test('an OID and an undotted code reach the same sets', () => {
    expect(sets('urn:oid:2.16.840.1.113883.6.90', 'G2581')).toEqual(sets(ICD, 'G25.81'));
    expect(sets(ICD, 'g25.81')).toContain('cond-rls');
  });
});

describe('the door', () => {
  test.each([
    [ICD, 'M79.604', 'pain in right leg'],
    [ICD, 'M79.662', 'pain in left lower leg'],
    [ICD, 'M79.651', 'pain in right thigh'],
    [ICD, 'M79.671', 'pain in right foot'],
    [ICD, 'M25.561', 'pain in right knee'],
    [ICD, 'I70.222', 'rest pain, left leg'],
    [ICD, 'I70.213', 'claudication, both legs'],
    [ICD, 'M48.062', 'neurogenic claudication'],
    [ICD, 'M54.31', 'sciatica'],
    [ICD, 'M51.16', 'disc disorder with radiculopathy'],
    [ICD, 'G25.81', 'restless legs'],
    [ICD, 'G47.62', 'sleep related leg cramps'],
    [ICD, 'I83.811', 'varicose veins with pain'],
    [ICD, 'I74.3', 'embolism of leg arteries'],
    [SNOMED, '449917004', 'cramp in lower limb'],
    [SNOMED, '10601006', 'pain in lower limb'],
    [SNOMED, '32914008', 'restless legs'],
    [SNOMED, '449614009', 'swelling of lower limb'],
  ])('%s %s (%s) opens it', (system, code) => {
    expect(opensTheDoor(system, code)).toBe('yes');
  });

  test.each([
    [ICD, 'M79.609', 'pain in limb'],
    [ICD, 'M79.6', 'pain in limb, parent code'],
    [ICD, 'R25.2', 'cramp and spasm'],
    [ICD, 'R20.8', 'disturbance of skin sensation'],
    [ICD, 'R60.9', 'edema'],
    [ICD, 'R60.0', 'localized edema'],
    [ICD, 'M79.10', 'myalgia'],
    [ICD, 'I70.228', 'rest pain, other extremity'],
    [SNOMED, '57676002', 'joint pain'],
    [SNOMED, '424647005', 'cramp in limb'],
    [SNOMED, '271809000', 'peripheral edema'],
  ])('%s %s (%s) opens it only with a leg site beside it', (system, code) => {
    expect(opensTheDoor(system, code)).toBe('with a leg site');
  });

  test.each([
    [ICD, 'I70.201', 'arterial disease'],
    [ICD, 'I73.9', 'peripheral vascular disease'],
    [ICD, 'L97.519', 'foot ulcer'],
    [ICD, 'I83.90', 'varicose veins without symptoms'],
    [ICD, 'I87.2', 'venous insufficiency'],
    [ICD, 'E11.42', 'diabetic polyneuropathy'],
    [ICD, 'G62.9', 'polyneuropathy'],
    [ICD, 'M17.11', 'osteoarthritis of the knee'],
    [ICD, 'M48.061', 'spinal stenosis without claudication'],
    [ICD, 'I82.412', 'acute venous thrombosis'],
    [ICD, 'M54.50', 'low back pain'],
    [ICD, 'J45.909', 'asthma'],
    [ICD, 'M79.601', 'pain in right arm'],
  ])('%s %s (%s) does not open it', (system, code) => {
    expect(opensTheDoor(system, code)).toBe('no');
  });
});

describe('drugs', () => {
  test.each<[string, string[]]>([
    ['Lisinopril-Hydrochlorothiazide 20-12.5 mg', ['drug-acei', 'drug-thiazide-diuretic']],
    ['Quinine sulfate 324 mg', ['drug-quinine']],
    ['Quinidine gluconate', ['drug-quinidine-mefloquine-hcq']],
    ['esomeprazole magnesium 40 mg', ['drug-ppi']],
    ['atorvastatin calcium 20 mg', ['drug-statin']],
    ['nystatin suspension', []],
    ['no known medications', []],
  ])('"%s" names %j', (text, expected) => {
    expect(index.drugSetsInText(text)).toEqual(expected);
  });

  test('a product code and an ingredient code reach the same set', () => {
    expect(sets(RXNORM, '997010')).toContain('drug-quinine');
    expect(sets(RXNORM, '9071')).toContain('drug-quinine');
    expect(index.displayOf('drug-quinine', RXNORM, '997010')).toBe('Quinine Sulfate 324 MG Oral Capsule');
  });
});
