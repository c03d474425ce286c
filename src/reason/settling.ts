/** The questions of the intake that would settle most between the causes in play, spread over them. */
import { openingQuestions } from '#findings/opening';
import type { Chart } from '#chart';
import type { Evaluation, Question } from '#rules';
import { isLikely, isOpen, type Candidate } from './candidates.ts';
import type { Movers } from './movers.ts';
import { moves } from './next-best.ts';
import { askableNow } from './questions.ts';

const QUESTIONS = 3;
/** The leading causes; what stands further down is not asked about first. */
const IN_PLAY = 5;
/** A cause that a chosen question already moves counts this much for the next. [P] */
const COVERED = 0.25;
/** A question that a cause names counts a little even where no single answer moves it. [P] */
const NAMED = 0.1;

/** Questions of one cause among the three; the third is for another, or for what must not be missed. */
const PER_CAUSE = 2;

interface Asked {
  readonly question: Question;
  /** The first cause that names it. */
  readonly owner: Candidate | undefined;
  /** How far each cause can move with it. */
  readonly moved: ReadonlyMap<Candidate, number>;
}

/** At most three, best first; none where the first place does not hang on what nobody has asked. */
export function settlingQuestions(
  candidates: readonly Candidate[],
  movers: Movers,
  chart: Chart,
  evaluation: Evaluation,
): readonly Question[] {
  const [top] = candidates;
  if (top?.explains === 'yes' && (top.tier === 'established' || top.tier === 'probable')) return [];
  const likely = candidates.filter((one) => isLikely(one.tier) && one.tier !== 'established');
  // The likely causes, then those that somebody would think of, then what is asked of everybody.
  const circles = [
    likely.slice(0, IN_PLAY),
    candidates.filter((one) => isOpen(one)).slice(0, IN_PLAY),
  ].filter((one) => one.length > 0);
  let chosen: readonly Asked[] = [];
  for (const inPlay of circles) {
    if (chosen.length >= QUESTIONS) break;
    const own = inPlay.flatMap((one) =>
      one.cause.settle.flatMap((step) => ('question' in step ? [step] : [])),
    );
    chosen = pick(asked(own, inPlay, movers, chart, evaluation), chosen);
  }
  if (chosen.length < QUESTIONS) {
    const open = candidates.filter((one) => one.tier !== 'unlikely');
    chosen = pick(asked(openingQuestions, open, movers, chart, evaluation), chosen);
  }
  return chosen.map((one) => one.question);
}

function asked(
  questions: readonly Question[],
  inPlay: readonly Candidate[],
  movers: Movers,
  chart: Chart,
  evaluation: Evaluation,
): readonly Asked[] {
  const found = new Map<string, Asked>();
  for (const question of questions) {
    if (question.effort !== 'question' || found.has(question.question)) continue;
    if (!askableNow(question.question, chart)) continue;
    const moved = new Map(moves(question, inPlay, movers, evaluation));
    for (const one of inPlay) {
      const named = one.cause.settle.some(
        (step) => 'question' in step && step.question === question.question,
      );
      if (named) moved.set(one, (moved.get(one) ?? 0) + NAMED);
    }
    found.set(question.question, { question, owner: ownerOf(question, inPlay), moved });
  }
  return [...found.values()];
}

// By identity: an opening question that some cause also names is nobody's.
function ownerOf(question: Question, inPlay: readonly Candidate[]): Candidate | undefined {
  return inPlay.find((one) => one.cause.settle.some((step) => step === question));
}

// One after the other, each for what the ones before it leave open.
function pick(questions: readonly Asked[], before: readonly Asked[]): readonly Asked[] {
  const chosen = [...before];
  const covered = new Set(before.flatMap((one) => [...one.moved.keys()]));
  const worth = ({ moved }: Asked): number =>
    [...moved].reduce((sum, [one, by]) => sum + by * (covered.has(one) ? COVERED : 1), 0);
  while (chosen.length < QUESTIONS) {
    const [best] = questions
      .filter((one) => !chosen.some((other) => other.question.question === one.question.question))
      .filter(
        ({ owner }) =>
          owner === undefined || chosen.filter((other) => other.owner === owner).length < PER_CAUSE,
      )
      .sort((a, b) => worth(b) - worth(a));
    if (best === undefined) break;
    chosen.push(best);
    for (const one of best.moved.keys()) covered.add(one);
  }
  return chosen;
}
