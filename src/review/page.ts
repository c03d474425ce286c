/** Writes REVIEW.md: everything a reviewer needs to sign a rule, generated from the rule itself, its sources and vignettes. */
import type { Source } from '#reason/knowledge';
import {
  addNeeds,
  expand,
  label,
  noNeeds,
  say,
  type Cause,
  type Expr,
  type FlagFolder,
  type Gate,
  type Never,
  type Offer,
  type OrderCheck,
  type OrderWarning,
  type Part,
  type RedFlag,
  type Relief,
  type Rule,
  type ShownScore,
  type UrgencyStep,
  type Wording,
} from '#rules';
import { attributesSection } from './attributes.ts';
import { sayMatch, sayTest, sayWords } from './draft-words.ts';
import { cell, dataSection, lines, sourcesSection, vignettesSection } from './sections.ts';
import type { Vignette } from './vignette-shape.ts';

export interface PageInput {
  /** Version of the service the page belongs to. */
  readonly version: string;
  readonly sources: Readonly<Record<string, Source>>;
  readonly vignettes: readonly Vignette[];
  readonly wording: Wording;
}

/** The page of a cause, a red-flag folder, a relief measure or an order check. */
export function reviewPage(rule: Rule, input: PageInput): string {
  const writer = new PageWriter(input);
  if (rule.kind === 'cause') return writer.cause(rule);
  if (rule.kind === 'flags') return writer.folder(rule);
  return rule.kind === 'relief' ? writer.relief(rule) : writer.check(rule);
}

const URGENCIES = ['routine', 'days', 'same-day', 'emergency'];

class PageWriter {
  private readonly needs = noNeeds();
  /** Named findings met on the way, with what they stand for. */
  private readonly glossary = new Map<string, string>();

  constructor(private readonly input: PageInput) {}

  cause(rule: Cause): string {
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
    return this.close(rule, parts);
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
    return this.close(rule, parts);
  }

  relief(rule: Relief): string {
    return this.close(rule, [
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
    ]);
  }

  check(rule: OrderCheck): string {
    return this.close(rule, [
      this.head(rule),
      '## The orders it is about',
      sayMatch(rule.about, this.input.wording),
      rule.silentFor === undefined
        ? ''
        : `Silent where the order is for ${sayWords(rule.silentFor, this.input.wording)}.`,
      '## What it says, most pressing first',
      lines(
        [...rule.warnings]
          .sort((a, b) => URGENCIES.indexOf(b.urgency) - URGENCIES.indexOf(a.urgency))
          .map((one) => this.warning(one)),
      ),
      ...this.section(
        '## Never suggested',
        rule.never.map((one) => `${one.text} ${this.cites(one.cites)}`),
      ),
    ]);
  }

  private warning(one: OrderWarning): string {
    const { wording } = this.input;
    const found = [
      ...(one.when === undefined
        ? []
        : [`${this.say(one.when)}${one.orUnknown === true ? ' (or that is unknown)' : ''}`]),
      ...(one.cause === undefined ? [] : [`\`${one.cause}\` is at least ${one.least ?? 'probable'}`]),
    ].join(' or ');
    const conditions = [
      ...(one.draft === undefined ? [] : [sayTest(one.draft, wording)]),
      ...(found === '' ? [] : [found]),
      ...(one.flagged === undefined ? [] : [`one of ${one.flagged.join(', ')} is raised or open`]),
      ...(one.notFlagged === undefined ? [] : [`none of ${one.notFlagged.join(', ')} is raised or open`]),
      ...(one.alone === undefined
        ? []
        : [`nothing of this is ordered, booked or drafted beside it: ${sayWords(one.alone, wording)}`]),
    ].join(', and ');
    const when = conditions === '' ? 'always' : `when ${conditions}`;
    const scope = one.independent === true ? 'with or without a leg complaint' : 'for a leg complaint';
    const instead = one.instead === undefined ? '' : ` Better: ${one.instead}`;
    const offered = (one.suggest ?? []).map((offer) => this.offer(offer));
    const does = [
      ...offered,
      ...(one.change === undefined ? [] : [`change of the draft: ${one.change.label}`]),
      ...(one.withdraw === true ? ['taking the draft back'] : []),
    ];
    const offers = does.length === 0 ? '' : ` Offers: ${does.join('; ')}.`;
    return `**${one.id}** (${one.urgency}, ${scope}) ${when}: ${one.text}${instead} ${this.cites(one.cites)}${offers}`;
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

  private close(rule: Rule, parts: readonly string[]): string {
    const { wording } = this.input;
    const all = [
      ...parts,
      '## Data it reads',
      dataSection(this.needs, wording),
      '## Sources',
      sourcesSection(this.input.sources),
      '## Source attributes',
      attributesSection(rule, this.input),
      '## Vignettes',
      vignettesSection(this.input.vignettes),
    ];
    return `${all.filter((part) => part !== '').join('\n\n')}\n`;
  }
}
