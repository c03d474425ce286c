/** The strip that says whose chart this is. */
import { useEffect, useRef } from 'react';
import type { Encounter, Patient } from 'fhir/r4';
import { ageText, conceptText, dateText, nameText } from '../fhir/words.ts';
import { storyOf } from './story.ts';

export interface StripProps {
  readonly patient: Patient;
  readonly asOf: string;
  readonly visit: Encounter | undefined;
  /** What the cards say in one line. */
  readonly cards: string;
}

/** Takes the focus when another patient was chosen, so that a keyboard user goes on in the chart. */
export function Strip({ patient, asOf, visit, cards }: StripProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [patient.id]);
  const age = ageText(patient.birthDate, asOf);
  const born =
    patient.birthDate === undefined
      ? 'birth date not recorded'
      : `born ${dateText(patient.birthDate)}${age === '' ? '' : `, ${age}`}`;
  const story = storyOf(patient);
  return (
    <section className="strip panel" aria-label="Patient">
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {nameText(patient)}
        </h2>
        <p className="quiet">
          {[patient.gender ?? 'sex not recorded', born, `id ${patient.id ?? ''}`].join(' · ')}
        </p>
        {story === undefined ? null : <p>{story}</p>}
        {visit === undefined ? null : (
          <p>In visit: {(visit.reasonCode ?? []).map(conceptText).join('; ') || 'no reason recorded'}</p>
        )}
      </div>
      <p className="strip-cards">
        <span role="status">{cards}</span> <a href="#cards">See the cards</a>
      </p>
    </section>
  );
}
