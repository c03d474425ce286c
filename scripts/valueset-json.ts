/** The written form of a value set: FHIR R4 ValueSet JSON, one line for each code, the same bytes every time. */
import { SYSTEM_URLS } from './terminology.ts';
import type { Code, System } from './terminology.ts';

export const VERSION = '2026.1';
/** The day of the newest source the terminology table was read from: the content date, not the day of writing. */
export const CONTENT_DATE = '2026-08-21';
export const BASE = 'https://nocturne.example/fhir';
/** One extension for each property of a code that changes how it is matched. */
export const MATCH_EXTENSION = `${BASE}/StructureDefinition/code-match`;

/** The notices each system asks for, word for word. */
export const NOTICES: Readonly<Record<System, string>> = {
  SNOMED:
    'This work includes content from the SNOMED International Global Patient Set (GPS), September 2020, produced by SNOMED International under CC BY 4.0. SNOMED CT is © and ® SNOMED International. SNOMED International does not endorse this work.',
  ICD10CM: 'ICD-10-CM: Work of the US government (CDC/NCHS).',
  LOINC:
    'This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, Inc.',
  RXNORM:
    'This product uses publicly available data courtesy of the U.S. National Library of Medicine (NLM), National Institutes of Health, Department of Health and Human Services; NLM is not responsible for the product and does not endorse or recommend this or any other product.',
};

const ORDER: readonly System[] = ['SNOMED', 'ICD10CM', 'LOINC', 'RXNORM'];

export interface ValueSetText {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly codes: readonly Code[];
}

/** COND_PAD -> cond-pad. */
export function idOf(key: string): string {
  return key.toLowerCase().replaceAll('_', '-');
}

function nameOf(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

const KINDS: Readonly<Record<string, string>> = {
  BODYSITE: 'Body site',
  COND: 'Condition',
  DRUG: 'Drug',
  ENC: 'Encounter',
  LAB: 'Laboratory',
  OBS: 'Observation',
  ORDER: 'Order',
  PROC: 'Procedure',
  REFER: 'Referral',
  SOC: 'Social history',
  SX: 'Symptom',
  THERAPY: 'Therapy',
  VITAL: 'Vital sign',
};

const ACRONYMS = new Set(
  (
    'AAA ABI ACEI ACR ALP ALT ANA ARB AST B12 BMI BMP BNP BP BUN CAD CBC CCB CCP CIDP CK CKD CLTI CMP CRP CTA CYP3A4 ' +
    'D DDU DOAC DVT EDU EMG ESR ESRD FEU FT4 GPS H2RA HBA1C HCG HCQ HDL HIV IFCC INR IV K LABA LDL LE LMWH LVSD MCV ' +
    'MED MGUS MI MMA MRA MRI MS NCS NSAID OA P2Y12 PAD PCSK9 PCT PHQ2 PHQ9 PLMD PPI PROMIS PSA PTH RF RLS SABA SNRI SPEP ' +
    'SPO2 SSRI TBI TCA TIA TIBC TSAT TSH WBC 25OH EGFR'
  ).split(' '),
);

/** A title a reviewer can read: COND_DVT_ACUTE -> "Condition: DVT acute". */
export function titleOf(key: string): string {
  const [kind = '', ...words] = key.split('_');
  const rest = words.map((word) => (ACRONYMS.has(word) ? word : word.toLowerCase())).join(' ');
  return `${KINDS[kind] ?? kind}: ${rest}`;
}

function byCode(a: Code, b: Code): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

/** Sorted by system, then by code. */
export function sorted(codes: readonly Code[]): Code[] {
  return ORDER.flatMap((system) => codes.filter((code) => code.system === system).sort(byCode));
}

function include(system: System, codes: readonly Code[]): string[] {
  const url = JSON.stringify(SYSTEM_URLS[system]);
  const plain = codes.filter((code) => !code.prefix).map((code) => ({ code: code.code }));
  const stems = codes.filter((code) => code.prefix).map((code) => code.code.replaceAll('.', '\\.'));
  const blocks: string[] = [];
  if (plain.length > 0) {
    const lines = plain.map((concept) => `          ${JSON.stringify(concept)}`).join(',\n');
    blocks.push(`      {\n        "system": ${url},\n        "concept": [\n${lines}\n        ]\n      }`);
  }
  if (stems.length > 0) {
    const filter = JSON.stringify([{ property: 'code', op: 'regex', value: `(${stems.join('|')}).*` }]);
    blocks.push(`      {\n        "system": ${url},\n        "filter": ${filter}\n      }`);
  }
  return blocks;
}

function contains(code: Code): string {
  const marks = (['prefix', 'nonspecific', 'ingredient', 'combination'] as const).filter(
    (mark) => code[mark],
  );
  const extension = marks.map((mark) => ({ url: MATCH_EXTENSION, valueCode: mark }));
  return JSON.stringify({
    ...(extension.length > 0 ? { extension } : {}),
    system: SYSTEM_URLS[code.system],
    code: code.code,
    display: code.display,
  });
}

/** The bytes of the file. */
export function valueSetJson(set: ValueSetText): string {
  const codes = sorted(set.codes);
  const systems = ORDER.filter((system) => codes.some((code) => code.system === system));
  const head = {
    resourceType: 'ValueSet',
    id: set.id,
    url: `${BASE}/ValueSet/${set.id}`,
    version: VERSION,
    name: nameOf(set.id),
    title: set.title,
    status: 'draft',
    experimental: true,
    date: CONTENT_DATE,
    description: set.description,
    copyright: systems.map((system) => NOTICES[system]).join('\n\n'),
  };
  const members = Object.entries(head).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`);
  const includes = systems.flatMap((system) =>
    include(
      system,
      codes.filter((code) => code.system === system),
    ),
  );
  const lines = codes.map((code) => `      ${contains(code)}`);
  return [
    '{',
    `${members.join(',\n')},`,
    '  "compose": {',
    '    "include": [',
    includes.join(',\n'),
    '    ]',
    '  },',
    '  "expansion": {',
    // R4 requires a time of expansion; the content date keeps the bytes the same.
    `    "timestamp": "${CONTENT_DATE}",`,
    `    "total": ${codes.length},`,
    '    "contains": [',
    lines.join(',\n'),
    '    ]',
    '  }',
    '}',
    '',
  ].join('\n');
}
