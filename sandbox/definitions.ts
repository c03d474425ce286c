/** The resource types the sandbox keeps: what may be searched, and which members a new resource must have. */

/*
 * A table of JSON paths stands here instead of FHIRPath search definitions: two dozen types need no engine,
 * and a reader can check a line against the R4 search parameter registry.
 */

export type ParameterKind = 'token' | 'reference' | 'date' | 'string' | 'uri' | 'canonical';

export interface SearchParameter {
  readonly kind: ParameterKind;
  readonly paths: readonly string[];
  /** The only type a reference may point to, when the parameter says so (`patient`). */
  readonly target?: string;
}

export interface TypeDefinition {
  readonly search: Readonly<Record<string, SearchParameter>>;
  /** Members R4 demands; `medication[x]` stands for any member that starts with `medication`. */
  readonly required: readonly string[];
}

const of =
  (kind: ParameterKind) =>
  (...paths: readonly string[]): SearchParameter => ({ kind, paths });
const token = of('token');
const date = of('date');
const string = of('string');
const uri = of('uri');
const canonical = of('canonical');
const reference = of('reference');
const patient = (...paths: readonly string[]): SearchParameter => ({
  kind: 'reference',
  paths,
  target: 'Patient',
});

const COMMON = {
  _id: token('id'),
  _lastUpdated: date('meta.lastUpdated'),
  _tag: token('meta.tag'),
  _profile: uri('meta.profile'),
  identifier: token('identifier'),
};
const SUBJECT = { patient: patient('subject'), subject: reference('subject') };
const CODED = { code: token('code'), category: token('category'), status: token('status') };
const VISIT = { encounter: reference('encounter') };
const DRUG = { code: token('medicationCodeableConcept'), medication: reference('medicationReference') };

type Search = TypeDefinition['search'];
const define = (search: Search, ...required: readonly string[]): TypeDefinition => ({
  search: { ...COMMON, ...search },
  required,
});

/** Every type the sandbox knows, by name. */
export const DEFINITIONS: Readonly<Record<string, TypeDefinition>> = {
  Patient: define({
    name: string('name'),
    family: string('name.family'),
    given: string('name.given'),
    gender: token('gender'),
    birthdate: date('birthDate'),
    active: token('active'),
  }),
  Condition: define(
    {
      ...SUBJECT,
      ...VISIT,
      code: token('code'),
      category: token('category'),
      'clinical-status': token('clinicalStatus'),
      'verification-status': token('verificationStatus'),
      'onset-date': date('onsetDateTime', 'onsetPeriod'),
      'abatement-date': date('abatementDateTime', 'abatementPeriod'),
      'recorded-date': date('recordedDate'),
      'body-site': token('bodySite'),
    },
    'subject',
  ),
  Observation: define(
    {
      ...SUBJECT,
      ...CODED,
      ...VISIT,
      'combo-code': token('code', 'component.code'),
      'component-code': token('component.code'),
      'value-concept': token('valueCodeableConcept'),
      'based-on': reference('basedOn'),
      date: date('effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'effectiveTiming'),
    },
    'status',
    'code',
  ),
  MedicationRequest: define(
    {
      ...SUBJECT,
      ...VISIT,
      ...DRUG,
      category: token('category'),
      status: token('status'),
      intent: token('intent'),
      authoredon: date('authoredOn'),
    },
    'status',
    'intent',
    'medication[x]',
    'subject',
  ),
  MedicationStatement: define(
    {
      ...SUBJECT,
      ...DRUG,
      category: token('category'),
      status: token('status'),
      context: reference('context'),
      effective: date('effectiveDateTime', 'effectivePeriod'),
    },
    'status',
    'medication[x]',
    'subject',
  ),
  MedicationDispense: define(
    {
      ...SUBJECT,
      ...DRUG,
      status: token('status'),
      type: token('type'),
      context: reference('context'),
      prescription: reference('authorizingPrescription'),
      whenhandedover: date('whenHandedOver'),
      whenprepared: date('whenPrepared'),
    },
    'status',
    'medication[x]',
  ),
  Medication: define({
    code: token('code'),
    status: token('status'),
    'ingredient-code': token('ingredient.itemCodeableConcept'),
  }),
  Procedure: define(
    {
      ...SUBJECT,
      ...CODED,
      ...VISIT,
      'based-on': reference('basedOn'),
      date: date('performedDateTime', 'performedPeriod'),
    },
    'status',
    'subject',
  ),
  Encounter: define(
    {
      ...SUBJECT,
      status: token('status'),
      class: token('class'),
      type: token('type'),
      'reason-code': token('reasonCode'),
      date: date('period'),
    },
    'status',
    'class',
  ),
  ServiceRequest: define(
    {
      ...SUBJECT,
      ...CODED,
      ...VISIT,
      intent: token('intent'),
      priority: token('priority'),
      authored: date('authoredOn'),
      occurrence: date('occurrenceDateTime', 'occurrencePeriod', 'occurrenceTiming'),
      'based-on': reference('basedOn'),
    },
    'status',
    'intent',
    'subject',
  ),
  Task: define(
    {
      patient: patient('for'),
      subject: reference('for'),
      ...VISIT,
      code: token('code'),
      status: token('status'),
      intent: token('intent'),
      priority: token('priority'),
      'authored-on': date('authoredOn'),
      modified: date('lastModified'),
      focus: reference('focus'),
      owner: reference('owner'),
      'based-on': reference('basedOn'),
    },
    'status',
    'intent',
  ),
  CommunicationRequest: define(
    {
      ...SUBJECT,
      ...VISIT,
      category: token('category'),
      status: token('status'),
      priority: token('priority'),
      authored: date('authoredOn'),
      occurrence: date('occurrenceDateTime', 'occurrencePeriod'),
    },
    'status',
  ),
  Appointment: define(
    {
      patient: patient('participant.actor'),
      actor: reference('participant.actor'),
      status: token('status'),
      date: date('start'),
      'service-type': token('serviceType'),
      'appointment-type': token('appointmentType'),
      'reason-code': token('reasonCode'),
      'based-on': reference('basedOn'),
    },
    'status',
    'participant',
  ),
  QuestionnaireResponse: define(
    {
      ...SUBJECT,
      ...VISIT,
      questionnaire: canonical('questionnaire'),
      status: token('status'),
      authored: date('authored'),
      'based-on': reference('basedOn'),
    },
    'status',
  ),
  Questionnaire: define(
    {
      url: uri('url'),
      version: token('version'),
      name: string('name'),
      title: string('title'),
      code: token('item.code'),
      status: token('status'),
      date: date('date'),
    },
    'status',
  ),
  FamilyMemberHistory: define(
    {
      patient: patient('patient'),
      code: token('condition.code'),
      relationship: token('relationship'),
      status: token('status'),
      date: date('date'),
    },
    'status',
    'patient',
    'relationship',
  ),
  AllergyIntolerance: define(
    {
      patient: patient('patient'),
      code: token('code', 'reaction.substance'),
      category: token('category'),
      type: token('type'),
      criticality: token('criticality'),
      'clinical-status': token('clinicalStatus'),
      'verification-status': token('verificationStatus'),
      date: date('recordedDate'),
    },
    'patient',
  ),
  DiagnosticReport: define(
    {
      ...SUBJECT,
      ...CODED,
      ...VISIT,
      date: date('effectiveDateTime', 'effectivePeriod'),
      issued: date('issued'),
      result: reference('result'),
    },
    'status',
    'code',
  ),
  CarePlan: define({ ...SUBJECT, ...VISIT, status: token('status'), category: token('category') }, 'status'),
  Device: define({ patient: patient('patient'), type: token('type'), status: token('status') }),
  DeviceUseStatement: define({ ...SUBJECT, patient: patient('subject') }, 'status', 'subject', 'device'),
  Immunization: define({ patient: patient('patient'), 'vaccine-code': token('vaccineCode') }, 'status'),
  Location: define({ name: string('name'), status: token('status') }),
  Organization: define({ name: string('name'), type: token('type') }),
  Practitioner: define({ name: string('name'), family: string('name.family'), active: token('active') }),
  PractitionerRole: define({
    practitioner: reference('practitioner'),
    role: token('code'),
    active: token('active'),
  }),
  RelatedPerson: define({ patient: patient('patient'), name: string('name') }, 'patient'),
  Specimen: define({ ...SUBJECT, type: token('type') }),
};
