/** Keeps the answers in the chart: as a draft after each change, as completed when they are sent. */
import { useEffect, useRef, useState } from 'react';
import { openAnswers, type Answers } from '../questions/answers.ts';
import { CANONICAL } from '../questions/questionnaire.ts';
import { toItems } from '../questions/response.ts';
import type { Who } from '../questions/selection.ts';
import type { QuestionnaireResponse, Read } from '../record/record.ts';
import { Saver, type Saving } from '../record/saver.ts';
import type { Session } from '../record/session.ts';

export interface Begun {
  readonly session: Session;
  readonly now: () => string;
  /** The id of the response that is gone on with. */
  readonly id?: string;
}

/** Long enough to tick the next box. */
const PAUSE_MS = 700;

function responseOf(
  { session, now }: Begun,
  who: Who,
  answers: Answers,
  status: string,
): QuestionnaireResponse {
  const patient = { reference: `Patient/${session.patient}` };
  const clinician = session.user === undefined ? undefined : { reference: session.user };
  const person = who === 'patient' ? patient : clinician;
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire: CANONICAL,
    status,
    subject: patient,
    ...(session.encounter === undefined
      ? {}
      : { encounter: { reference: `Encounter/${session.encounter}` } }),
    authored: now(),
    ...(person === undefined ? {} : { author: person, source: person }),
    item: toItems(openAnswers(answers)),
  };
}

export interface Keeping {
  readonly saving: Saving;
  /** Called with the answers after each change. */
  readonly keep: (answers: Answers, who: Who) => void;
  readonly send: (answers: Answers, who: Who) => Promise<Read<string>>;
}

export function useKeeping(begun: Begun): Keeping {
  const [saving, setSaving] = useState<Saving>({ state: 'nothing' });
  const [saver] = useState(() => {
    const made = new Saver(begun.session, setSaving);
    if (begun.id !== undefined) made.continueWith(begun.id);
    return made;
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What was sent is never turned back into a draft, which nobody would read.
  const sent = useRef(false);
  const unsafe = ['saving', 'failed', 'changed'].includes(saving.state);
  useEffect(() => {
    if (!unsafe) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsafe]);
  return {
    saving,
    keep: (answers, who) => {
      clearTimeout(timer.current);
      setSaving({ state: sent.current ? 'changed' : 'saving' });
      if (sent.current) return;
      timer.current = setTimeout(
        () => void saver.save(responseOf(begun, who, answers, 'in-progress')),
        PAUSE_MS,
      );
    },
    send: async (answers, who) => {
      clearTimeout(timer.current);
      const wrote = await saver.save(responseOf(begun, who, answers, sent.current ? 'amended' : 'completed'));
      if (wrote.ok) sent.current = true;
      return wrote;
    },
  };
}
