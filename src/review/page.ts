/** Writes REVIEW.md: everything a reviewer needs to sign a rule, generated from the rule itself, its sources and vignettes. */
import type { Source } from '#reason/knowledge';
import {
  addNeeds,
  expand,
  label,
  noNeeds,
  say,
  sayWindowOf,
  type Cause,
  type Expr,
  type FlagFolder,
  type Gate,
  type Measure,
  type Never,
  type Offer,
  type Part,
  type RedFlag,
  type Relief,
  type ShownScore,
  type UrgencyStep,
  type Wording,
} from '#rules';
import type { Vignette } from './vignette.ts';

export interface PageInput {
  readonly sources: Readonly<Record<string, Source>>;
  readonly vignettes: readonly Vignette[];
  readonly wording: Wording;
}

const TAGS: Readonly<Record<Source['tag'], string>> = {
  S: 'a stored copy was seen',
  K: 'named guideline, not re-read',
  P: 'proposal of this project',
};

/** The page of a cause, a red-flag folder or a relief measure. */
export function reviewPage(rule: Cause | FlagFolder | Relief, input: PageInput): string {
  const writer = new PageWriter(input);
  if (rule.kind === 'cause') return writer.cause(rule);
  return rule.kind === 'flags' ? writer.folder(rule) : writer.relief(rule);
}

class PageWriter {
  private readonly needs = noNeeds();
  /** Named findings met on the way, with what they stand for. */
  private readonly glossary = new Map<string, string>();

  constructor(private readonly input: PageInput) {}

  cause(rule: Cause): string {
    const { wording } = this.input;
    const parts = [
      this.head(rule),
      rule.seed === undefined ? '' : `Answers the entry "${rule.seed}" of the seed list.`,
      '## For and against',
      this.criteria(rule),
      '## Tiers',
      lines([
        ...(['established', 'probable', 'possible', 'unlikely'] as const).map((tier) => {
          const part = rule.tiers[tier];
          return part === undefined ? '' : `**${tier}** when ${this.say(part)}`;
        }),
        'otherwise **not assessable**: missing data never make it unlikely',
      ]),
      '## Explains the complaint',
      lines(
        (['yes', 'contributes', 'background'] as const).map((how) => {
          const part = rule.explains[how];
          return part === undefined ? '' : `**${how}** when ${this.say(part)}`;
        }),
      ),
      '## Urgency',
      lines(
        (['established', 'probable', 'possible'] as const).map(
          (tier) => `**${tier}**: ${this.steps(rule.urgency[tier])}`,
        ),
      ),
      ...this.section(
        '## Variants: the first that is met gives its name',
        (rule.variants ?? []).map(
          (one) => `**${one.name}** when ${this.say(one.when)} ${this.cites(one.cites)}`,
        ),
      ),
      ...this.section(
        '## Scores on the card, as a span over what is not known',
        (rule.scores ?? []).map((one) => this.score(one)),
      ),
      '## What is missing and what would settle it',
      rule.missingAdvice,
      lines(
        rule.settle.map((step) =>
          'question' in step ? `Ask (${step.question}): ${step.text}` : `Order: ${step.text}`,
        ),
      ),
      '## Suggestions (drafts only)',
      lines(rule.suggest.map((offer) => this.offer(offer))),
      ...this.section(
        '## Current drugs that conflict (safety card)',
        rule.conflicts.map((one) => `when ${this.say(one.when)}: ${one.text} ${this.cites(one.cites)}`),
      ),
      ...this.section(
        '## Cautions',
        rule.cautions.map((one) => `when ${this.say(one.when)}: ${one.text} ${this.cites(one.cites)}`),
      ),
      '## Never suggested',
      this.never(rule.never),
    ];
    for (const criterion of Object.values(rule.criteria)) {
      addNeeds(criterion.when, this.needs);
      this.explain(criterion.when);
    }
    return this.close(parts, wording);
  }

  folder(rule: FlagFolder): string {
    const parts = [this.head(rule), ...(rule.seed === undefined ? [] : [`Seed sentence: "${rule.seed}".`])];
    for (const flag of rule.flags) parts.push(...this.flag(flag));
    parts.push(
      ...this.section(
        '## Never suggested',
        rule.never.map((one) => `${one.text} ${this.cites(one.cites)}`),
      ),
    );
    return this.close(parts, this.input.wording);
  }

  relief(rule: Relief): string {
    return this.close(
      [
        this.head(rule),
        ...(rule.seed === undefined ? [] : [`Seed sentence: "${rule.seed}".`]),
        '## Whom it helps',
        lines(
          rule.helps.map((one) => {
            const when = one.when === undefined ? '' : ` when ${this.say(one.when)}`;
            return `\`${one.cause}\`, where likely and not background${when} ${this.cites(one.cites)}`;
          }),
        ),
        '## Blocked: never suggested',
        lines(rule.blocks.map((gate) => this.gate(gate))),
        ...this.section(
          '## Held until checked',
          rule.holds.map((gate) => this.gate(gate)),
        ),
        '## The advice, where no gate is closed and no emergency or same-day flag is raised',
        `**${rule.advice.text}** (${rule.advice.resource}, draft): ${rule.advice.body ?? ''}`,
        '## Never suggested',
        this.never(rule.never),
      ],
      this.input.wording,
    );
  }

  private gate(gate: Gate): string {
    const causes =
      gate.cause === undefined ? [] : [`\`${gate.cause}\` is at least ${gate.least ?? 'probable'}`];
    const findings =
      gate.when === undefined
        ? []
        : [`${this.say(gate.when)}${gate.orUnknown === true ? ' (or that is unknown)' : ''}`];
    const when = [...causes, ...findings].join(' or ');
    const instead = gate.instead === undefined ? '' : ` Instead: ${gate.instead}`;
    return `**${gate.id}**, ${when === '' ? 'always' : `when ${when}`}: ${gate.text}${instead} ${this.cites(gate.cites)}`;
  }

  private flag(flag: RedFlag): readonly string[] {
    for (const level of flag.levels) addNeeds(level.when, this.needs);
    return [
      `## ${flag.id}: ${flag.name}`,
      flag.lane
        ? 'Makes the must-not-miss card.'
        : 'Modifies the differential card only; never makes a card.',
      lines([
        ...flag.levels.map((level) => `**${level.urgency}** when ${this.say(level.when)}`),
        flag.openWhen === undefined
          ? ''
          : `**cannot be excluded** when no level is met, one is unknown, and ${this.say(flag.openWhen)}`,
        flag.excludedBy === undefined ? '' : `**handed to the ranking** when ${this.say(flag.excludedBy)}`,
      ]),
      `The card says: ${flag.say}`,
      ...this.section(
        'Asks',
        flag.ask.map((one) => `(${one.question}) ${one.text}`),
      ),
      ...this.section(
        'Suggests',
        flag.suggest.map((offer) => this.offer(offer)),
      ),
      `Sources: ${this.cites(flag.cites)}`,
    ];
  }

  private head(rule: {
    readonly name: string;
    readonly id: string;
    readonly status: string;
    readonly revised: string;
  }): string {
    return `# ${rule.name}\n\n*Generated by \`npm run review\` from rule.ts, sources.yaml and vignettes.yaml. Do not edit.*\n\nRule \`${rule.id}\`, status **${rule.status}**, revised ${rule.revised}. ${rule.status === 'draft' ? 'Not clinically reviewed.' : ''}`;
  }

  private criteria(rule: Cause): string {
    const rows = Object.entries(rule.criteria).map(([name, one]) => {
      const meaning = expand(one.when, this.input.wording);
      return `| ${name} | ${one.direction}, ${one.weight}${one.ratio === undefined ? '' : `, ${one.ratio}`} | ${label(one.when, this.input.wording)}${meaning === undefined ? '' : `: ${cell(meaning)}`} | ${this.sentences(one.cites)} |`;
    });
    return ['| criterion | speaks | holds when | because |', '| --- | --- | --- | --- |', ...rows].join('\n');
  }

  private say(part: Part<string>): string {
    if (typeof part === 'string') return `"${part}"`;
    addNeeds(part, this.needs);
    this.explain(part);
    return say(part, this.input.wording);
  }

  private explain(part: Expr<string>): void {
    switch (part.op) {
      case 'finding':
        if (this.glossary.has(part.label)) return;
        this.glossary.set(part.label, say(part.of, this.input.wording));
        this.explain(part.of);
        return;
      case 'all':
      case 'any':
      case 'at-least':
        part.of.forEach((one) => this.explain(one));
        return;
      case 'not':
      case 'unless':
      case 'known':
      case 'either-leg':
      case 'both-legs':
        this.explain(part.of);
        return;
      case 'scored':
        this.glossary.set(
          `${part.score.name} (${part.score.version})`,
          part.score.items
            .map((item) => `${item.points > 0 ? '+' : ''}${item.points} ${item.label}`)
            .join('; '),
        );
        for (const item of part.score.items) this.explain(item.when);
        return;
      default:
    }
  }

  private score({ score, unless }: ShownScore<string>): string {
    const but = unless === undefined ? '' : `, unless ${this.say(unless)}`;
    return `${score.name} (${score.version})${but}`;
  }

  private steps(steps: readonly UrgencyStep<string>[]): string {
    return steps
      .map((step) => (step.when === undefined ? step.urgency : `${step.urgency} when ${this.say(step.when)}`))
      .join('; else ');
  }

  private offer(offer: Offer<string>): string {
    const when = offer.when === undefined ? '' : ` when ${this.say(offer.when)}`;
    const unless =
      offer.unless === undefined
        ? ''
        : `, unless ${this.say(offer.unless)}${offer.holdIfUnknown === true ? ' (held while that is unknown)' : ''}`;
    return `**${offer.label}** (${offer.order.resource}, ${offer.urgency})${when}${unless} ${this.cites(offer.cites)}`;
  }

  private never(list: readonly Never[]): string {
    return lines(list.map((one) => `${one.text} ${this.cites(one.cites)}`));
  }

  private cites(ids: readonly string[]): string {
    return ids.length === 0 ? '' : `[${ids.map((id) => `\`${id}\``).join(', ')}]`;
  }

  private sentences(ids: readonly string[]): string {
    return ids
      .map((id) => {
        const [source = '', anchor = 'main'] = id.split('#');
        return `${this.input.sources[source]?.says[anchor] ?? 'SENTENCE MISSING'} [\`${id}\`]`;
      })
      .map(cell)
      .join(' ');
  }

  private section(title: string, list: readonly string[]): readonly string[] {
    return list.length === 0 ? [] : [title.startsWith('#') ? title : `${title}:`, lines(list)];
  }

  private close(parts: readonly string[], wording: Wording): string {
    const all = [
      ...parts,
      '## Data it reads',
      this.data(wording),
      '## Sources',
      this.sources(),
      '## Vignettes',
      this.vignettes(),
    ];
    return `${all.filter((part) => part !== '').join('\n\n')}\n`;
  }

  private data(wording: Wording): string {
    const { needs } = this;
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

  private sources(): string {
    return Object.entries(this.input.sources)
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

  private vignettes(): string {
    return lines(this.input.vignettes.map((one) => `\`${one.id}\` ${one.says} -> ${sayExpectation(one)}`));
  }
}

function sayMeasure(measure: Measure): string {
  const also = measure.also === undefined ? '' : `; also ${Object.keys(measure.also).join(', ')}`;
  return `${measure.name} in ${measure.unit}${also}; plausible ${measure.plausible[0]} to ${measure.plausible[1]}; counts for ${sayWindowOf(measure.within)}`;
}

function sayExpectation(vignette: Vignette): string {
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
    expect.conflicts === undefined ? '' : `warns ${expect.conflicts.join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join('; ') || 'see the file';
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function lines(list: readonly string[]): string {
  return list
    .filter((one) => one !== '')
    .map((one) => `- ${one.trim()}`)
    .join('\n');
}
