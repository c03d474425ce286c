/** The chart as clinicians read it: problems, medicines, results, examinations, visits, orders, intake answers. */
import type {
  AllergyIntolerance,
  Appointment,
  CommunicationRequest,
  Condition,
  Encounter,
  FamilyMemberHistory,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Procedure,
  QuestionnaireResponse,
  ServiceRequest,
  Task,
} from 'fhir/r4';
import type { ReactNode } from 'react';
import type { FhirServer } from '../fhir/server.ts';
import { conceptText } from '../fhir/words.ts';
import { AnkleIndex, Exams } from './Exams.tsx';
import { Intake, useQuestions } from './Intake.tsx';
import { Labs } from './Labs.tsx';
import { among, useMedications, type Parts } from './queries.ts';
import { sortResults } from './results.ts';
import {
  allergyRow,
  drugRow,
  familyRow,
  orderRow,
  problemRow,
  procedureRow,
  sortOrders,
  type Order,
} from './rows.ts';
import { Rows, Section, type Row } from './Section.tsx';

export interface ChartProps {
  readonly server: FhirServer;
  readonly parts: Parts;
  readonly asOf: string;
  readonly visit: string | undefined;
  readonly addProblem: ReactNode;
  readonly onStart: (visit: Encounter) => void;
}

function visitRow(one: Encounter, started: boolean, onStart: ChartProps['onStart']): Row {
  const reason = (one.reasonCode ?? []).map(conceptText).join('; ') || 'No reason recorded';
  const over = ['finished', 'cancelled', 'entered-in-error'].includes(one.status);
  return {
    key: one.id ?? reason,
    name: reason,
    status: one.status,
    note:
      one.class?.display ?? { AMB: 'outpatient', IMP: 'inpatient', EMER: 'emergency' }[one.class?.code ?? ''],
    date: one.period?.start,
    action:
      over || one.id === undefined ? null : (
        <button type="button" className="row-action" onClick={() => onStart(one)}>
          {started ? 'Start the visit again' : 'Start the visit'}
          <span className="hidden"> {reason}</span>
        </button>
      ),
  };
}

function ordersOf(parts: Parts): readonly Order[] {
  return [
    ...among<ServiceRequest>('ServiceRequest', parts.services),
    ...among<Task>('Task', parts.tasks),
    ...among<CommunicationRequest>('CommunicationRequest', parts.messages),
    ...among<Appointment>('Appointment', parts.appointments),
  ];
}

function Orders({ parts, asOf }: Pick<ChartProps, 'parts' | 'asOf'>) {
  const orders = sortOrders(ordersOf(parts));
  const drafts = orders.filter(({ status }) => status === 'draft');
  const others = orders.filter(({ status }) => status !== 'draft');
  const from = [parts.services, parts.tasks, parts.messages, parts.appointments];
  return (
    <>
      <Section title="Draft orders, not signed" parts={from} count={drafts.length} empty="" optional>
        <Rows rows={drafts.map(orderRow)} asOf={asOf} what="drafts" />
      </Section>
      <Section
        title="Orders, tasks and appointments"
        parts={from}
        count={others.length}
        empty={drafts.length > 0 ? 'No others.' : 'No orders recorded.'}
      >
        <Rows rows={others.map(orderRow)} asOf={asOf} what="orders" />
      </Section>
    </>
  );
}

function Results({ parts, asOf }: Pick<ChartProps, 'parts' | 'asOf'>) {
  const { labs, index, exams } = sortResults(among<Observation>('Observation', parts.observations));
  const from = [parts.observations];
  return (
    <>
      <Section
        title="Examinations"
        parts={from}
        count={index.length + exams.length}
        empty="No examination recorded."
      >
        {index.length > 0 ? <AnkleIndex index={index} asOf={asOf} /> : null}
        {exams.length > 0 ? <Exams exams={exams} asOf={asOf} /> : null}
      </Section>
      <Section title="Laboratory" parts={from} count={labs.length} empty="No laboratory results recorded.">
        <Labs labs={labs} asOf={asOf} />
      </Section>
    </>
  );
}

function Medicines({ server, parts, asOf }: Pick<ChartProps, 'server' | 'parts' | 'asOf'>) {
  const drugs = [
    ...among<MedicationRequest>('MedicationRequest', parts.requests),
    ...among<MedicationStatement>('MedicationStatement', parts.statements),
  ];
  const medications = useMedications(
    server,
    drugs.flatMap(({ medicationReference }) => medicationReference?.reference ?? []),
  );
  return (
    <Section
      title="Medicines"
      parts={[parts.requests, parts.statements]}
      count={drugs.length}
      empty="No medicines recorded."
    >
      <Rows rows={drugs.map((one) => drugRow(one, medications))} asOf={asOf} what="medicines" />
    </Section>
  );
}

/** Sections that a chart often lacks are left out when they are empty. */
function Background({ parts, asOf }: Pick<ChartProps, 'parts' | 'asOf'>) {
  const lists: readonly (readonly [string, keyof Parts, readonly Row[]])[] = [
    [
      'Allergies',
      'allergies',
      among<AllergyIntolerance>('AllergyIntolerance', parts.allergies).map(allergyRow),
    ],
    ['Procedures', 'procedures', among<Procedure>('Procedure', parts.procedures).map(procedureRow)],
    [
      'Family history',
      'family',
      among<FamilyMemberHistory>('FamilyMemberHistory', parts.family).map(familyRow),
    ],
  ];
  return lists.map(([title, name, rows]) => (
    <Section key={name} title={title} parts={[parts[name]]} count={rows.length} empty="" optional>
      <Rows rows={rows} asOf={asOf} what={title.toLowerCase()} />
    </Section>
  ));
}

/** All sections, in the order a clinician asks for them. */
export function Chart({ server, parts, asOf, visit, addProblem, onStart }: ChartProps) {
  const questions = useQuestions(server);
  const visits = among<Encounter>('Encounter', parts.encounters);
  const problems = among<Condition>('Condition', parts.conditions);
  const intakes = among<QuestionnaireResponse>('QuestionnaireResponse', parts.intakes);
  return (
    <div className="chart-parts panel">
      <Section title="Visits" parts={[parts.encounters]} count={visits.length} empty="No visit recorded.">
        <Rows
          rows={visits.map((one) => visitRow(one, one.id === visit, onStart))}
          asOf={asOf}
          what="visits"
        />
      </Section>
      <Section
        title="Problems"
        parts={[parts.conditions]}
        count={problems.length}
        empty="No problems recorded."
        action={addProblem}
      >
        <Rows rows={problems.map(problemRow)} asOf={asOf} what="problems" />
      </Section>
      <Medicines server={server} parts={parts} asOf={asOf} />
      <Orders parts={parts} asOf={asOf} />
      <Results parts={parts} asOf={asOf} />
      <Section
        title="Intake answers"
        parts={[parts.intakes]}
        count={intakes.length}
        empty="No intake answered yet."
      >
        {intakes.map((response) => (
          <Intake key={response.id} response={response} questions={questions} asOf={asOf} />
        ))}
      </Section>
      <Background parts={parts} asOf={asOf} />
    </div>
  );
}
