/** Turns a vignette's record into FHIR R4 resources. Dates come from a function, so that a sandbox file can keep them relative. */
import type {
  CodeableConcept,
  Condition,
  FhirResource,
  Medication,
  MedicationRequest,
  Observation,
} from 'fhir/r4';
import type { DraftContext } from '#chart';
import { draftOf } from './draft-order.ts';
import { concept, INTAKE, INTAKE_SYSTEM, requestStatus, valueOf } from './shorthand.ts';
import type {
  Ago,
  CodedShort,
  ConditionShort,
  DraftShort,
  DrugShort,
  EventShort,
  OrderShort,
  ResultShort,
  Vignette,
} from './vignette-shape.ts';

/** Gives a FHIR date for an age back from asOf; `precision` for birth dates and vague ones. */
export type DateMaker = (ago: Ago) => string;

export interface BuiltPatient {
  readonly patientId: string;
  readonly encounterId?: string;
  readonly resources: readonly FhirResource[];
  /** Orders being written, as the context of an order hook has them. */
  readonly drafts?: DraftContext;
  /** Problems just recorded, as the context of problem-list-item-create has them. */
  readonly recordedNow?: readonly Condition[];
}

/** Builds the resources of a vignette, subject `Patient/<id>`, ids derived from the vignette's. */
export function buildPatient(vignette: Vignette, date: DateMaker): BuiltPatient {
  return new Builder(vignette, date).build();
}

const EXAM: CodeableConcept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'exam' }],
};

class Builder {
  private readonly resources: FhirResource[] = [];
  private readonly subject: { readonly reference: string };
  private readonly id: string;
  private count = 0;
  private encounterId: string | undefined;

  constructor(
    private readonly vignette: Vignette,
    private readonly date: DateMaker,
  ) {
    this.id = vignette.id.slice(0, 50);
    this.subject = { reference: `Patient/${this.id}` };
  }

  private next(): string {
    this.count += 1;
    return `${this.id}-${this.count}`;
  }

  build(): BuiltPatient {
    const { vignette } = this;
    this.patient();
    for (const one of vignette.conditions ?? []) this.resources.push(this.condition(one));
    for (const one of vignette.results ?? []) this.observation(one);
    for (const one of vignette.drugs ?? []) this.drug(one);
    for (const one of vignette.procedures ?? []) this.procedure(one);
    for (const one of vignette.encounters ?? []) this.encounter(one);
    for (const one of vignette.orders ?? []) this.order(one);
    for (const one of vignette.family ?? []) this.relative(one);
    if (vignette.intake !== undefined) this.intake(vignette.intake);
    return {
      patientId: this.id,
      ...(this.encounterId === undefined ? {} : { encounterId: this.encounterId }),
      resources: this.resources,
      ...(vignette.drafts === undefined ? {} : { drafts: this.drafts(vignette.drafts) }),
      ...(vignette.recordedNow === undefined
        ? {}
        : { recordedNow: vignette.recordedNow.map((one) => this.condition(one)) }),
    };
  }

  private drafts(shorts: readonly DraftShort[]): DraftContext {
    const resources = shorts.map((one) => draftOf(one, this.next(), this.subject, this.date('0d')));
    const selections = resources
      .filter((_, index) => shorts[index]?.selected !== false)
      .map((one) => `${one.resourceType}/${one.id ?? ''}`);
    return { resources, ...(selections.length === shorts.length ? {} : { selections }) };
  }

  private patient(): void {
    const { patient, sandbox } = this.vignette;
    const [given, ...rest] = (sandbox?.name ?? patient?.name ?? 'Test Person').split(' ');
    const gender = patient?.sex === 'male' ? 'male' : patient?.sex === 'unknown' ? 'unknown' : 'female';
    this.resources.push({
      resourceType: 'Patient',
      id: this.id,
      name: [{ given: [given ?? 'Test'], family: rest.join(' ') || 'Person' }],
      gender,
      birthDate: patient?.birthDate ?? this.date(`${Math.round((patient?.age ?? 60) * 12 + 1)}mo:date`),
      ...(patient?.deceased === true ? { deceasedBoolean: true } : {}),
    });
  }

  private condition(one: ConditionShort): Condition {
    return {
      resourceType: 'Condition',
      id: this.next(),
      ...(one.status === 'none'
        ? {}
        : {
            clinicalStatus: {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
                  code: one.status ?? 'active',
                },
              ],
            },
          }),
      ...(one.verification === 'none'
        ? {}
        : {
            verificationStatus: {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
                  code: one.verification ?? 'confirmed',
                },
              ],
            },
          }),
      category: [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' },
          ],
        },
      ],
      code: concept(one),
      ...(one.site === undefined ? {} : { bodySite: [{ text: one.site }] }),
      subject: this.subject,
      ...(one.ago === undefined ? {} : { onsetDateTime: this.date(one.ago) }),
      ...(one.abated === undefined ? {} : { abatementDateTime: this.date(one.abated) }),
      ...(one.recorded === 'none' ? {} : { recordedDate: this.date(one.recorded ?? one.ago ?? '1y') }),
    };
  }

  private observation(one: ResultShort): void {
    const status = one.status ?? 'final';
    this.resources.push({
      resourceType: 'Observation',
      id: this.next(),
      status: status as Observation['status'],
      // What has a local code is found by its category, on every server.
      ...(one.loinc === undefined ? { category: [EXAM] } : {}),
      code: concept(one),
      subject: this.subject,
      ...(one.ago === 'none' ? {} : { effectiveDateTime: this.date(one.ago ?? '1d') }),
      ...(one.site === undefined ? {} : { bodySite: { text: one.site } }),
      ...valueOf(one),
      ...(one.upper === undefined ? {} : { referenceRange: [{ high: { value: one.upper } }] }),
      ...(one.interpretation === undefined
        ? {}
        : {
            interpretation: [
              {
                coding: [
                  {
                    system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
                    code: one.interpretation,
                  },
                ],
              },
            ],
          }),
      ...(one.absent === undefined
        ? {}
        : {
            dataAbsentReason: {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: one.absent },
              ],
            },
          }),
      ...(one.components === undefined
        ? {}
        : { component: one.components.map((part) => ({ code: concept(part), ...valueOf(part) })) }),
    });
  }

  private drug(one: DrugShort): void {
    const product = concept(one);
    const since = one.since === undefined ? undefined : this.date(one.since);
    const until = one.until === undefined ? undefined : this.date(one.until);
    const status = one.status ?? (until === undefined ? undefined : 'stopped');
    if (one.as === 'statement') {
      this.resources.push({
        resourceType: 'MedicationStatement',
        id: this.next(),
        status: status === undefined || status === 'active' ? 'active' : 'stopped',
        medicationCodeableConcept: product,
        subject: this.subject,
        ...(since === undefined && until === undefined
          ? {}
          : { effectivePeriod: { ...(since && { start: since }), ...(until && { end: until }) } }),
      });
    } else this.request({ ...one, ...(status && { status }) }, product, since, until);
    if (one.dispensed !== undefined) {
      this.resources.push({
        resourceType: 'MedicationDispense',
        id: this.next(),
        status: 'completed',
        medicationCodeableConcept: product,
        subject: this.subject,
        whenHandedOver: this.date(one.dispensed),
      });
    }
  }

  private request(
    one: DrugShort,
    product: CodeableConcept,
    since: string | undefined,
    until: string | undefined,
  ): void {
    const medicationId = this.next();
    if (one.as === 'reference')
      this.resources.push({ resourceType: 'Medication', id: medicationId, code: product });
    const request: MedicationRequest = {
      resourceType: 'MedicationRequest',
      id: this.next(),
      status: requestStatus(one.status),
      intent: one.intent === 'proposal' ? 'proposal' : one.intent === 'plan' ? 'plan' : 'order',
      subject: this.subject,
      ...(since === undefined ? {} : { authoredOn: since }),
      ...(until === undefined
        ? {}
        : { dosageInstruction: [{ timing: { repeat: { boundsPeriod: { end: until } } } }] }),
    };
    if (one.as === 'contained') {
      const medication: Medication = { resourceType: 'Medication', id: 'med', code: product };
      request.contained = [medication];
      request.medicationReference = { reference: '#med' };
    } else if (one.as === 'reference') {
      request.medicationReference = { reference: `Medication/${medicationId}` };
    } else request.medicationCodeableConcept = product;
    this.resources.push(request);
  }

  private procedure(one: EventShort): void {
    this.resources.push({
      resourceType: 'Procedure',
      id: this.next(),
      status:
        one.status === 'not-done'
          ? 'not-done'
          : one.status === 'entered-in-error'
            ? 'entered-in-error'
            : 'completed',
      code: concept(one),
      ...(one.category === undefined ? {} : { category: { text: one.category } }),
      ...(one.site === undefined ? {} : { bodySite: [{ text: one.site }] }),
      subject: this.subject,
      ...(one.ago === undefined ? {} : { performedDateTime: this.date(one.ago) }),
    });
  }

  private encounter(one: EventShort): void {
    const id = this.next();
    if (one.current === true) this.encounterId = id;
    const status = one.status ?? 'finished';
    this.resources.push({
      resourceType: 'Encounter',
      id,
      status:
        status === 'planned'
          ? 'planned'
          : status === 'cancelled'
            ? 'cancelled'
            : status === 'in-progress'
              ? 'in-progress'
              : 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject: this.subject,
      ...(one.ago === undefined ? {} : { period: { start: this.date(one.ago) } }),
      reasonCode: [concept(one)],
    });
  }

  private order(one: OrderShort): void {
    const id = this.next();
    const date = this.date(one.ago ?? '1d');
    const status = one.status ?? 'active';
    const draft = status === 'draft';
    switch (one.kind ?? 'order') {
      case 'order':
        this.resources.push({
          resourceType: 'ServiceRequest',
          id,
          status: draft
            ? 'draft'
            : status === 'revoked'
              ? 'revoked'
              : status === 'completed'
                ? 'completed'
                : 'active',
          intent: 'order',
          code: concept(one),
          subject: this.subject,
          authoredOn: date,
        });
        return;
      case 'appointment':
        this.resources.push({
          resourceType: 'Appointment',
          id,
          status: status === 'cancelled' ? 'cancelled' : 'booked',
          serviceType: [concept(one)],
          created: date,
          participant: [{ actor: this.subject, status: 'accepted' }],
        });
        return;
      case 'task':
        this.resources.push({
          resourceType: 'Task',
          id,
          status: draft ? 'draft' : 'requested',
          intent: 'proposal',
          code: concept(one),
          for: this.subject,
          authoredOn: date,
        });
        return;
      case 'advice':
        this.resources.push({
          resourceType: 'CommunicationRequest',
          id,
          status: draft ? 'draft' : 'active',
          category: [concept(one)],
          subject: this.subject,
          authoredOn: date,
        });
    }
  }

  private relative(one: CodedShort): void {
    this.resources.push({
      resourceType: 'FamilyMemberHistory',
      id: this.next(),
      status: 'completed',
      patient: this.subject,
      relationship: { text: 'mother' },
      condition: [{ code: concept(one) }],
    });
  }

  private intake(answers: NonNullable<Vignette['intake']>): void {
    const status = this.vignette.intakeStatus;
    this.resources.push({
      resourceType: 'QuestionnaireResponse',
      id: this.next(),
      questionnaire: INTAKE,
      status:
        status === 'in-progress'
          ? 'in-progress'
          : status === 'amended'
            ? 'amended'
            : status === 'entered-in-error'
              ? 'entered-in-error'
              : 'completed',
      subject: this.subject,
      authored: this.date(this.vignette.intakeAgo ?? '2h'),
      item: Object.entries(answers).map(([linkId, given]) => ({
        linkId,
        answer: (Array.isArray(given) ? given : [given]).map((one: string | number) =>
          typeof one === 'number'
            ? Number.isInteger(one) && linkId !== 'exam.calf-difference'
              ? { valueInteger: one }
              : { valueDecimal: one }
            : { valueCoding: { system: INTAKE_SYSTEM, code: one } },
        ),
      })),
    });
  }
}
