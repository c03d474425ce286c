/** Answers of the intake, in the words of the questionnaire where the server keeps it. */
import { useEffect, useState } from 'react';
import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
} from 'fhir/r4';
import type { FhirServer } from '../fhir/server.ts';
import { answerText, idText } from '../fhir/words.ts';
import { Status, When } from './Section.tsx';

/** Words of the questions by linkId, and of the answers by code within a question. */
export interface Questions {
  readonly texts: ReadonlyMap<string, string>;
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const NONE: Questions = { texts: new Map(), answers: new Map() };

const flat = (items: readonly QuestionnaireItem[] | undefined): readonly QuestionnaireItem[] =>
  (items ?? []).flatMap((item) => [item, ...flat(item.item)]);

function questionsOf(questionnaires: readonly Questionnaire[]): Questions {
  const items = flat(questionnaires.flatMap(({ item }) => item ?? []));
  return {
    texts: new Map(items.flatMap(({ linkId, text }) => (text === undefined ? [] : [[linkId, text]]))),
    answers: new Map(
      items.map(({ linkId, answerOption }) => [
        linkId,
        new Map(
          (answerOption ?? []).flatMap(({ valueCoding }) =>
            valueCoding?.code === undefined || valueCoding.display === undefined
              ? []
              : [[valueCoding.code, valueCoding.display]],
          ),
        ),
      ]),
    ),
  };
}

/** The questionnaires the server keeps; without them the codes speak for themselves. */
export function useQuestions(server: FhirServer): Questions {
  const [questions, setQuestions] = useState(NONE);
  useEffect(() => {
    let current = true;
    void server.list<Questionnaire>('Questionnaire?_count=20').then(({ resources }) => {
      if (current) setQuestions(questionsOf(resources));
    });
    return () => {
      current = false;
    };
  }, [server]);
  return questions;
}

/** Every answered question, nested ones too, in the order they were asked. */
const answered = (
  items: readonly QuestionnaireResponseItem[] | undefined,
): readonly QuestionnaireResponseItem[] =>
  (items ?? []).flatMap((item) => [
    ...((item.answer ?? []).length > 0 ? [item] : []),
    ...answered(item.item),
    ...(item.answer ?? []).flatMap((answer) => answered(answer.item)),
  ]);

export interface IntakeProps {
  readonly response: QuestionnaireResponse;
  readonly questions: Questions;
  readonly asOf: string;
}

export function Intake({ response, questions, asOf }: IntakeProps) {
  const items = answered(response.item);
  return (
    <>
      <p>
        <Status text={response.status} /> <When date={response.authored} asOf={asOf} />{' '}
        <span className="quiet">· {items.length} questions answered</span>
      </p>
      <dl className="answers">
        {items.map((item) => (
          <div key={item.linkId}>
            <dt>
              {item.text ?? questions.texts.get(item.linkId) ?? idText(item.linkId.replaceAll('.', ': '))}
            </dt>
            <dd>
              {(item.answer ?? [])
                .map((one) => answerText(one, questions.answers.get(item.linkId) ?? new Map()))
                .join(' · ')}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
