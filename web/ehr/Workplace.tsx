/** One open chart: the record to the left, the cards to the right, and the hooks that what is done here fires. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Condition, Encounter, FhirResource, Patient } from 'fhir/r4';
import { write } from './cards/actions.ts';
import { Cards, sayRuns } from './cards/Cards.tsx';
import { AddProblem } from './chart/AddProblem.tsx';
import { Chart } from './chart/Chart.tsx';
import { among, useChart } from './chart/queries.ts';
import { Strip } from './chart/Strip.tsx';
import { refOf } from './fhir/resource.ts';
import type { FhirServer } from './fhir/server.ts';
import {
  orderSelect,
  orderSign,
  problemCreate,
  type Base,
  type Context,
  type Hook,
} from './hooks/context.ts';
import type { Log } from './hooks/exchange.ts';
import type { Service } from './hooks/service.ts';
import { useCalls } from './hooks/use-calls.ts';
import { draftOf, signed, type Item } from './orders/catalogue.ts';
import { draftName, OrderPanel } from './orders/OrderPanel.tsx';
import { useDrafts } from './orders/use-drafts.ts';
import { SendingForm } from './settings/SendingForm.tsx';
import type { Sending, Servers } from './settings/servers.ts';

export interface WorkplaceProps {
  readonly patient: Patient;
  readonly asOf: string;
  readonly server: FhirServer;
  readonly servers: Servers;
  readonly services: readonly Service[];
  readonly log: Log;
}

export function Workplace({ patient, asOf, server, servers, services, log }: WorkplaceProps) {
  const patientId = patient.id ?? '';
  const [turn, setTurn] = useState(0);
  const [asked, setAsked] = useState(0);
  const [visitId, setVisitId] = useState<string>();
  const [note, setNote] = useState<string>();
  const [sending, setSending] = useState<Sending>({ mode: 'send', failedAs: 'outcome' });
  const parts = useChart(server, patientId, turn);
  const drafts = useDrafts();
  const { userId } = servers;

  const calling = useMemo(
    () => ({
      base: servers.cds,
      server,
      ...sending,
      ...(servers.passToken && servers.token !== '' ? { token: servers.token } : {}),
    }),
    [servers, server, sending],
  );
  const { runs, fire: call } = useCalls(services, calling, log);
  const fire = useCallback(
    async (hook: Hook, context: Context): Promise<number> => {
      const cards = await call(hook, context);
      setNote(cards === undefined ? `The CDS service offers nothing for ${hook}.` : undefined);
      return cards ?? 0;
    },
    [call],
  );

  const base: Base = { userId, patientId, ...(visitId === undefined ? {} : { encounterId: visitId }) };
  useEffect(() => {
    void fire('patient-view', { userId, patientId });
  }, [fire, userId, patientId, asked]);

  const changed = () => setTurn((before) => before + 1);

  const start = (visit: Encounter) => {
    setVisitId(visit.id);
    if (visit.id !== undefined) void fire('encounter-start', { userId, patientId, encounterId: visit.id });
  };

  const addProblem = async (condition: Condition): Promise<string | undefined> => {
    const got = await write('POST', 'Condition', condition, { server, log });
    if (!got.ok) return got.why;
    changed();
    void fire('problem-list-item-create', problemCreate(base, (got.body ?? condition) as Condition));
    return undefined;
  };

  const select = (item: Item, reason: string) => {
    const draft = draftOf(item, { patientId, encounterId: visitId, userId, asOf, reason });
    drafts.add(draft);
    void fire('order-select', orderSelect(base, [...drafts.all, draft], refOf(draft)));
  };

  /** What could not be written stays a draft in the panel. */
  const sign = async (): Promise<readonly string[]> => {
    const failed: string[] = [];
    const one = async (draft: FhirResource) => {
      const got = await write('POST', draft.resourceType, signed(draft), { server, log });
      if (got.ok) drafts.remove(refOf(draft));
      else failed.push(`${draftName(draft)} was not written: ${got.why}`);
    };
    for (const draft of drafts.all) await one(draft);
    changed();
    return failed;
  };

  const visit = among<Encounter>('Encounter', parts.encounters).find(({ id }) => id === visitId);
  return (
    <div className="workplace">
      <Strip patient={patient} asOf={asOf} visit={visit} cards={sayRuns(runs)} />
      <div className="record">
        <OrderPanel
          drafts={drafts.all}
          onSelect={select}
          onRemove={(reference) => drafts.remove(reference)}
          onCheck={() => fire('order-sign', orderSign(base, drafts.all))}
          onSign={sign}
        />
        <section className="chart" aria-labelledby="chart-heading">
          <h2 id="chart-heading">Chart</h2>
          <Chart
            server={server}
            parts={parts}
            asOf={asOf}
            visit={visitId}
            onStart={start}
            addProblem={<AddProblem patientId={patientId} asOf={asOf} onAdd={addProblem} />}
          />
        </section>
      </div>
      <section className="cards" id="cards" tabIndex={-1} aria-labelledby="cards-heading">
        <h2 id="cards-heading">Decision support</h2>
        <SendingForm sending={sending} onChange={setSending} onAsk={() => setAsked((before) => before + 1)} />
        {note === undefined ? null : (
          <p className="panel" role="status">
            {note}
          </p>
        )}
        <Cards
          runs={runs}
          cds={servers.cds}
          actors={{ server, drafts, log }}
          launching={{ fhirServer: server.base, who: base, log }}
          onChange={changed}
        />
      </section>
    </div>
  );
}
