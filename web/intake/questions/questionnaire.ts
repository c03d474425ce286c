/** The frozen intake questionnaire as the page reads it: questions in order, what opens each, what each may be answered with. */
import json from '../../../cds-hooks/intake/questionnaire.json' with { type: 'json' };

export interface Option {
  readonly code: string;
  readonly display: string;
}

interface Condition {
  readonly question: string;
  readonly code: string;
}

export interface Question {
  readonly linkId: string;
  readonly text: string;
  readonly kind: 'one' | 'many' | 'number';
  readonly decimal: boolean;
  readonly options: readonly Option[];
  /** Asked while one of these answers is given; always when empty. */
  readonly conditions: readonly Condition[];
  /** The groups and questions it stands in, outermost first. */
  readonly inside: readonly string[];
}

/** A heading that is no question. */
export interface Group {
  readonly linkId: string;
  readonly text: string;
}

interface RawItem {
  readonly linkId: string;
  readonly text: string;
  readonly type: string;
  readonly repeats?: boolean;
  readonly answerOption?: readonly { readonly valueCoding: Option }[];
  readonly enableWhen?: readonly { readonly question: string; readonly answerCoding: Option }[];
  readonly item?: readonly RawItem[];
}

const raw = json as { readonly url: string; readonly version: string; readonly item: readonly RawItem[] };

export const CANONICAL = `${raw.url}|${raw.version}`;
export const QUESTIONNAIRE_URL = raw.url;
export const CODE_SYSTEM = 'https://nocturne.example/fhir/CodeSystem/leg-pain-intake';

export const GROUPS: readonly Group[] = raw.item.filter((item) => item.type === 'group');

function kindOf(item: RawItem): Question['kind'] {
  if (item.type !== 'choice') return 'number';
  return item.repeats === true ? 'many' : 'one';
}

function questionsIn(items: readonly RawItem[], inside: readonly string[]): readonly Question[] {
  return items.flatMap((item) => {
    const below = questionsIn(item.item ?? [], [...inside, item.linkId]);
    if (item.type === 'group') return below;
    const question: Question = {
      linkId: item.linkId,
      text: item.text,
      kind: kindOf(item),
      decimal: item.type === 'decimal',
      options: (item.answerOption ?? []).map(({ valueCoding }) => valueCoding),
      conditions: (item.enableWhen ?? []).map(({ question, answerCoding }) => ({
        question,
        code: answerCoding.code,
      })),
      inside,
    };
    return [question, ...below];
  });
}

/** Every question, in the order of the questionnaire. */
export const QUESTIONS: readonly Question[] = questionsIn(raw.item, []);

const BY_ID: ReadonlyMap<string, Question> = new Map(QUESTIONS.map((one) => [one.linkId, one]));

export const questionOf = (linkId: string): Question | undefined => BY_ID.get(linkId);
