/** Sections that every review page has: the data it reads, its sources, its vignettes. */
import type { Source } from '#reason/knowledge';
import { sayWindowOf, type Measure, type Needs, type Wording } from '#rules';
import type { Vignette } from './vignette-shape.ts';

const TAGS: Readonly<Record<Source['tag'], string>> = {
  S: 'a stored copy was seen',
  K: 'named guideline, not re-read',
  P: 'proposal of this project',
};

/** What the rule reads of the record and of the intake. */
export function dataSection(needs: Needs, wording: Wording): string {
  const titles = (sets: ReadonlySet<string>): string =>
    [...sets]
      .sort()
      .map((id) => `${wording.set(id)} (\`${id}\`)`)
      .join('; ');
  return lines([
    needs.conditions.size === 0 ? '' : `Conditions: ${titles(needs.conditions)}`,
    needs.drugs.size === 0 ? '' : `Drugs: ${titles(needs.drugs)}`,
    needs.procedures.size === 0 ? '' : `Procedures: ${titles(needs.procedures)}`,
    ...[...needs.measures]
      .sort((a, b) => a.id.localeCompare(b.id))
      .map((one) => `Measure: ${sayMeasure(one)}`),
    needs.items.size === 0
      ? ''
      : `Intake: ${[...needs.items]
          .sort()
          .map((item) => `\`${item}\``)
          .join(', ')}`,
  ]);
}

/** Each source with the sentences that are cited. */
export function sourcesSection(sources: Readonly<Record<string, Source>>): string {
  return Object.entries(sources)
    .map(([id, source]) => {
      const sentences = Object.entries(source.says).map(
        ([anchor, text]) => `  - \`${anchor === 'main' ? id : `${id}#${anchor}`}\` ${text}`,
      );
      return [
        `- **${source.title}**. ${source.citation}. ${source.tag}: ${TAGS[source.tag]}; ${source.dossier}.`,
        ...sentences,
      ].join('\n');
    })
    .join('\n');
}

/** Each vignette with what it expects. */
export function vignettesSection(vignettes: readonly Vignette[]): string {
  return lines(vignettes.map((one) => `\`${one.id}\` ${one.says} -> ${sayExpectation(one)}`));
}

function sayMeasure(measure: Measure): string {
  const also = measure.also === undefined ? '' : `; also ${Object.keys(measure.also).join(', ')}`;
  return `${measure.name} in ${measure.unit}${also}; plausible ${measure.plausible[0]} to ${measure.plausible[1]}; counts for ${sayWindowOf(measure.within)}`;
}

/** What a vignette expects, in a line. */
export function sayExpectation(vignette: Vignette): string {
  const { expect } = vignette;
  const parts = [
    expect.silent === true ? 'silent' : '',
    expect.tier ?? '',
    expect.explains === undefined ? '' : `explains ${expect.explains}`,
    expect.urgency ?? '',
    expect.flags === undefined ? '' : `raises ${expect.flags.join(', ')}`,
    expect.noFlags === undefined ? '' : `does not raise ${expect.noFlags.join(', ')}`,
    expect.suggests === undefined ? '' : `suggests ${expect.suggests.join(', ')}`,
    expect.notSuggests === undefined ? '' : `does not suggest ${expect.notSuggests.join(', ')}`,
    expect.relief === undefined
      ? ''
      : Object.entries(expect.relief)
          .map(([id, state]) => `${id} ${state}`)
          .join(', '),
    expect.warnings === undefined ? '' : `warns ${expect.warnings.join(', ')}`,
    expect.noWarnings === undefined ? '' : `does not warn ${expect.noWarnings.join(', ')}`,
    expect.conflicts === undefined ? '' : `warns ${expect.conflicts.join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join('; ') || 'see the file';
}

/** A text inside a table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A Markdown list; empty entries fall out. */
export function lines(list: readonly string[]): string {
  return list
    .filter((one) => one !== '')
    .map((one) => `- ${one.trim()}`)
    .join('\n');
}
