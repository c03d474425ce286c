/** The form from the first choice to the sent answers: holds the answers and which screen is shown. */
import { useState } from 'react';
import { openAnswers, type Answers } from '../questions/answers.ts';
import { selected, type Choice } from '../questions/selection.ts';
import type { Patient } from '../record/record.ts';
import type { Session } from '../record/session.ts';
import { useKeeping } from './keeping.ts';
import { useNarrow } from './narrow.ts';
import { OneByOne } from './OneByOne.tsx';
import { OnePage } from './OnePage.tsx';
import { Review } from './Review.tsx';
import { SavingLine } from './SavingLine.tsx';
import { Sent } from './Sent.tsx';
import { Setup } from './Setup.tsx';

export interface FormProps {
  readonly session: Session;
  readonly patient: Patient;
  readonly now: () => string;
  /** What was begun earlier and not sent. */
  readonly begun?: { readonly id: string; readonly authored: string; readonly answers: Answers };
}

type Screen = 'setup' | 'questions' | 'review' | 'sent';

/** Whoever opened it from a chart at a desk is the clinician. */
function firstChoice({ user, authorization, asked }: Session, narrow: boolean): Choice {
  const signedIn =
    user === undefined ? authorization !== undefined && !narrow : user.startsWith('Practitioner');
  const who = signedIn ? 'clinician' : 'patient';
  const card = selected({ who, extent: 'card', asked }, {}).length > 0;
  return { who, extent: card ? 'card' : narrow ? 'short' : 'all', asked };
}

export function Form({ session, patient, now, begun }: FormProps) {
  const narrow = useNarrow();
  const [answers, setAnswers] = useState<Answers>(begun?.answers ?? {});
  const [choice, setChoice] = useState(() => firstChoice(session, narrow));
  const [screen, setScreen] = useState<Screen>('setup');
  const [at, setAt] = useState('');
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { saving, keep, send } = useKeeping({
    session,
    now,
    ...(begun === undefined ? {} : { id: begun.id }),
  });
  const questions = selected(choice, answers);
  const change = (next: Answers): void => {
    setAnswers(next);
    keep(next, choice.who);
  };
  const open = (linkId: string): void => {
    setAt(linkId);
    setScreen('questions');
  };
  const trySend = async (): Promise<void> => {
    setSending(true);
    const wrote = await send(answers, choice.who);
    setSending(false);
    setFailure(wrote.ok ? undefined : wrote.why);
    if (wrote.ok) setScreen('sent');
  };
  if (screen === 'sent')
    return (
      <Sent answers={answers} who={choice.who} onChange={() => setScreen(narrow ? 'review' : 'questions')} />
    );
  if (screen === 'review')
    return (
      <Review
        questions={questions}
        answers={openAnswers(answers)}
        who={choice.who}
        sending={sending}
        {...(failure === undefined ? {} : { failure })}
        onChange={open}
        {...(choice.extent === 'all'
          ? {}
          : {
              onMore: () => {
                setChoice({ ...choice, extent: choice.extent === 'card' ? 'short' : 'all' });
                setScreen('setup');
              },
            })}
        onSend={() => void trySend()}
      />
    );
  const line = <SavingLine saving={saving} onRetry={() => keep(answers, choice.who)} />;
  if (narrow && screen === 'questions')
    return (
      <>
        <p className="quiet whose">{patient.name}</p>
        <OneByOne
          questions={questions}
          answers={answers}
          onAnswers={change}
          who={choice.who}
          at={at}
          onAt={setAt}
          onSetup={() => setScreen('setup')}
          onReview={() => setScreen('review')}
        />
        {line}
      </>
    );
  const firstOpen = questions.find(({ linkId }) => answers[linkId] === undefined) ?? questions.at(-1);
  return (
    <>
      <Setup
        patient={patient}
        choice={choice}
        onChoice={setChoice}
        answers={openAnswers(answers)}
        {...(begun === undefined ? {} : { begun: begun.authored })}
        onAfresh={() => change({})}
        {...(narrow ? { onStart: () => open(firstOpen?.linkId ?? '') } : {})}
      />
      {line}
      {narrow ? null : (
        <OnePage
          questions={questions}
          answers={answers}
          onAnswers={change}
          choice={choice}
          onReview={() => setScreen('review')}
        />
      )}
    </>
  );
}
