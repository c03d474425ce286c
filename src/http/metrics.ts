/** The figures an operator watches, in a registry of their own; every label comes from a closed list, never from a request. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { CardKind, Indicator } from '#cards/card';
import type { KeyOutcome } from '#chart/gathered';
import { ERROR_KINDS } from '#errors';
import type { EndedRequest } from './requestlog.ts';

/** What is counted of a card. */
export interface CountedCard {
  readonly kind: CardKind;
  /** Rule ids, the leading one first. */
  readonly rules: readonly string[];
  readonly card: { readonly indicator: Indicator };
}

/** One key that was read from a FHIR server; `ms` are milliseconds. */
export interface FhirRead {
  readonly key: string;
  readonly outcome: KeyOutcome;
  readonly ms: number;
}

/** Why a call was not begun: too many calls, too many bytes, too many of one client, or the service is stopping. */
export type ShedCause = 'calls' | 'bytes' | 'rate' | 'stopping';

const DATABASE_STATES = ['ready', 'opening', 'away'] as const;

/** What the ledger tells of itself: lengths and counts by kind of record. */
export interface LedgerFigures {
  readonly queued: Readonly<Record<string, number>>;
  readonly dropped: Readonly<Record<string, number>>;
  readonly state: (typeof DATABASE_STATES)[number];
}

export interface MetricsOptions {
  /** Keys of the data plan; any other is counted as `other`. */
  readonly keys: readonly string[];
  /** Ids of rules and red flags; any other is counted as `other`. */
  readonly rules: readonly string[];
  /** Asked at each scrape. */
  readonly ledger?: () => LedgerFigures;
  /** Event loop lag, heap and memory of this process. They keep observers running: for main, not for tests. */
  readonly process?: boolean;
}

export interface Metrics {
  readonly contentType: string;
  /** The text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly requestEnded: (ended: EndedRequest) => void;
  /** Milliseconds per stage of an answered call. */
  readonly stages: (timing: Readonly<Record<string, number>>) => void;
  readonly cards: (made: readonly CountedCard[]) => void;
  readonly fhirRead: (read: FhirRead) => void;
  readonly feedback: (outcome: 'accepted' | 'overridden', withReason: boolean) => void;
  readonly shed: (cause: ShedCause) => void;
  readonly callsInFlight: (change: 1 | -1) => void;
  /** A token id was noted in this process only, because the database was away. */
  readonly tokenStoreFallback: () => void;
}

const PREFIX = 'nocturne_';
const SECONDS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
const STAGES: ReadonlySet<string> = new Set([
  'request',
  'gather',
  'recall',
  'chart',
  'reason',
  'cards',
  'total',
]);
const LEDGER_KINDS: ReadonlySet<string> = new Set(['answer', 'access', 'card', 'feedback']);

const listed = (list: ReadonlySet<string>, value: string): string => (list.has(value) ? value : 'other');

/** Makes the metrics of one app; nothing is registered globally. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const keys = new Set([...options.keys, 'referenced']);
  const rules = new Set([...options.rules, 'none']);

  const requests = new Histogram({
    name: `${PREFIX}request_seconds`,
    help: 'Requests by route pattern, method and status class, with seconds to the end of the answer.',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
    registers,
  });
  const stages = new Histogram({
    name: `${PREFIX}stage_seconds`,
    help: 'Seconds that answered calls spent in each stage.',
    labelNames: ['stage'],
    buckets: [0.0005, 0.001, ...SECONDS],
    registers,
  });
  const fhir = new Histogram({
    name: `${PREFIX}fhir_seconds`,
    help: 'Reads from FHIR servers by prefetch key and outcome, with seconds.',
    labelNames: ['key', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const cards = new Counter({
    name: `${PREFIX}cards_total`,
    help: 'Cards in answers by kind, leading rule and indicator.',
    labelNames: ['kind', 'rule', 'indicator'],
    registers,
  });
  const feedback = new Counter({
    name: `${PREFIX}feedback_total`,
    help: 'Feedback stored by outcome, and whether it gave a reason.',
    labelNames: ['outcome', 'reason'],
    registers,
  });
  const failures = new Counter({
    name: `${PREFIX}failures_total`,
    help: 'Requests refused or failed, by code of the error table.',
    labelNames: ['code'],
    registers,
  });
  const inFlight = new Gauge({
    name: `${PREFIX}calls_in_flight`,
    help: 'Hook calls being worked on.',
    registers,
  });
  const shed = new Counter({
    name: `${PREFIX}shed_total`,
    help: 'Requests refused to protect the service, by cause.',
    labelNames: ['cause'],
    registers,
  });
  const fallback = new Counter({
    name: `${PREFIX}token_store_fallback_total`,
    help: 'Token ids noted in this process only, because the database was away.',
    registers,
  });
  for (const cause of ['calls', 'bytes', 'rate', 'stopping'] satisfies ShedCause[]) shed.inc({ cause }, 0);
  if (options.ledger !== undefined) ledgerGauges(registry, options.ledger);
  if (options.process === true) collectDefaultMetrics({ register: registry, prefix: PREFIX });

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    requestEnded: ({ route, method, status, aborted, ms, failure }) => {
      const outcome = aborted ? 'aborted' : `${Math.floor(status / 100)}xx`;
      requests.observe({ route, method: listed(METHODS, method), status: outcome }, ms / 1000);
      if (failure !== undefined)
        failures.inc({ code: Object.hasOwn(ERROR_KINDS, failure) ? failure : 'other' });
    },
    stages: (timing) => {
      for (const [stage, ms] of Object.entries(timing)) {
        stages.observe({ stage: listed(STAGES, stage) }, ms / 1000);
      }
    },
    cards: (made) => {
      for (const {
        kind,
        rules: [rule = 'none'],
        card,
      } of made) {
        cards.inc({ kind, rule: listed(rules, rule), indicator: card.indicator });
      }
    },
    fhirRead: ({ key, outcome, ms }) => fhir.observe({ key: listed(keys, key), outcome }, ms / 1000),
    feedback: (outcome, withReason) => feedback.inc({ outcome, reason: withReason ? 'given' : 'none' }),
    shed: (cause) => shed.inc({ cause }),
    callsInFlight: (change) => inFlight.inc(change),
    tokenStoreFallback: () => fallback.inc(),
  };
}

/** Read from the ledger at each scrape, so that it need not know of metrics. */
function ledgerGauges(registry: Registry, figures: () => LedgerFigures): void {
  const registers = [registry];
  const byKind = (gauge: Gauge<'kind'>, counts: Readonly<Record<string, number>>): void => {
    gauge.reset();
    for (const [kind, count] of Object.entries(counts))
      gauge.inc({ kind: listed(LEDGER_KINDS, kind) }, count);
  };
  new Gauge({
    name: `${PREFIX}ledger_queue`,
    help: 'Records waiting to be written, by kind.',
    labelNames: ['kind'],
    registers,
    collect() {
      byKind(this, figures().queued);
    },
  });
  new Gauge({
    name: `${PREFIX}ledger_dropped`,
    help: 'Records dropped since the start because a queue was full, by kind.',
    labelNames: ['kind'],
    registers,
    collect() {
      byKind(this, figures().dropped);
    },
  });
  new Gauge({
    name: `${PREFIX}database_state`,
    help: '1 for the state the database is in.',
    labelNames: ['state'],
    registers,
    collect() {
      const now = figures().state;
      for (const state of DATABASE_STATES) this.set({ state }, state === now ? 1 : 0);
    },
  });
}
