/** The EHR sandbox: choose a patient, read the chart and the cards, order, and see every call. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Patient } from 'fhir/r4';
import { Frame } from '../parts/Frame.tsx';
import { fetchJson } from '../parts/json.ts';
import { Patients } from './chart/Patients.tsx';
import { Drawer } from './drawer/Drawer.tsx';
import { FhirServer, type Part } from './fhir/server.ts';
import { instantText } from './fhir/words.ts';
import type { Exchange } from './hooks/exchange.ts';
import { discover, type Discovery, type Service } from './hooks/service.ts';
import { forget, ownServers, recall, remember, type Servers } from './settings/servers.ts';
import { Settings } from './settings/Settings.tsx';
import { Workplace } from './Workplace.tsx';

interface Info {
  readonly asOf: string;
  readonly fixed: boolean;
  readonly fhirServer: string;
}

const CHOSEN = 'nocturne.sandbox.patient';
const NO_SERVICES: readonly Service[] = [];

/** The sandbox's clock and FHIR server; without an answer the browser's clock and the usual place. */
function useInfo(): Info | undefined {
  const [info, setInfo] = useState<Info>();
  useEffect(() => {
    void fetchJson('/sandbox/info').then((got) =>
      setInfo(
        got.ok
          ? (got.body as Info)
          : {
              asOf: new Date().toISOString(),
              fixed: false,
              fhirServer: `${window.location.origin}/sandbox/fhir`,
            },
      ),
    );
  }, []);
  return info;
}

export function Page() {
  const info = useInfo();
  const clock =
    info === undefined
      ? undefined
      : `Made-up patients.${info.fixed ? ` The clock is fixed at ${instantText(info.asOf)}.` : ''}`;
  return (
    <Frame page="ehr" title="EHR sandbox" aside={clock}>
      {info === undefined ? <p role="status">Starting…</p> : <Sandbox info={info} />}
    </Frame>
  );
}

function useDiscovery(base: string, log: (exchange: Exchange) => void): Discovery | undefined {
  const [found, setFound] = useState<Discovery>();
  useEffect(() => {
    let current = true;
    setFound(undefined);
    void discover(base, log).then((one) => {
      if (current) setFound(one);
    });
    return () => {
      current = false;
    };
  }, [base, log]);
  return found;
}

function usePatients(server: FhirServer): Part<Patient> | undefined {
  const [list, setList] = useState<Part<Patient>>();
  useEffect(() => {
    let current = true;
    setList(undefined);
    void server.list<Patient>('Patient?_count=100').then((found) => {
      if (current) setList(found);
    });
    return () => {
      current = false;
    };
  }, [server]);
  return list;
}

type Side = 'none' | 'settings' | 'drawer';

function Sandbox({ info }: { readonly info: Info }) {
  const own = useMemo(() => ownServers(info.fhirServer), [info]);
  const [servers, setServers] = useState(() => recall(own));
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(CHOSEN) ?? undefined);
  const [listOpen, setListOpen] = useState(false);
  const [side, setSide] = useState<Side>('none');
  const [log, setLog] = useState<readonly Exchange[]>([]);
  const add = useCallback((exchange: Exchange) => setLog((before) => [exchange, ...before]), []);
  const server = useMemo(() => new FhirServer(servers.fhir, servers.token), [servers]);
  const discovery = useDiscovery(servers.cds, add);
  const list = usePatients(server);
  const patient = list?.resources.find(({ id }) => id === chosen);

  const use = (next: Servers) => {
    if (next === own) forget();
    else remember(next);
    if (next.fhir !== servers.fhir) {
      sessionStorage.removeItem(CHOSEN);
      setChosen(undefined);
    }
    setServers(next);
  };
  const choose = (one: Patient) => {
    if (one.id === undefined) return;
    sessionStorage.setItem(CHOSEN, one.id);
    setChosen(one.id);
    setListOpen(false);
  };

  return (
    <>
      <Tools
        side={side}
        onSide={setSide}
        calls={log.length}
        elsewhere={servers.cds !== own.cds || servers.fhir !== own.fhir ? servers : undefined}
      />
      {side === 'settings' ? (
        <Settings servers={servers} own={own} discovery={discovery} onUse={use} />
      ) : null}
      <div className="frame">
        <aside
          className={patient === undefined || listOpen ? 'patients' : 'patients folded'}
          aria-labelledby="patients-heading"
        >
          <div className="part-head">
            <h2 id="patients-heading">Patients</h2>
            {patient === undefined ? null : (
              <button
                type="button"
                className="toggle"
                aria-expanded={listOpen}
                onClick={() => setListOpen(!listOpen)}
              >
                {listOpen ? 'Close the list' : 'Choose another patient'}
              </button>
            )}
          </div>
          <div className="patients-body">
            <Patients list={list} chosen={chosen} asOf={info.asOf} where={servers.fhir} onChoose={choose} />
          </div>
        </aside>
        <div className="desk">
          {discovery?.ok === false ? (
            <p className="failure">
              <strong>The CDS service’s list could not be read</strong> from {servers.cds}/cds-services:{' '}
              {discovery.why} Change the address under “Servers”.
            </p>
          ) : null}
          {patient === undefined || discovery === undefined ? (
            <p className="hint quiet">
              {patient === undefined
                ? 'Choose a patient. The chart opens, and the cards a clinician would see appear beside it.'
                : 'Reading what the CDS service offers…'}
            </p>
          ) : (
            <Workplace
              key={`${servers.cds} ${servers.fhir} ${patient.id ?? ''}`}
              patient={patient}
              asOf={info.asOf}
              server={server}
              servers={servers}
              services={discovery.ok ? discovery.services : NO_SERVICES}
              log={add}
            />
          )}
        </div>
      </div>
      {side === 'drawer' ? <Drawer log={log} onClear={() => setLog([])} /> : null}
    </>
  );
}

interface ToolsProps {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly calls: number;
  /** Set when they are not ours. */
  readonly elsewhere: Servers | undefined;
}

function Tools({ side, onSide, calls, elsewhere }: ToolsProps) {
  const last = useRef<Side>('none');
  // The panel appears below the chart: whoever opened it is taken there.
  useEffect(() => {
    if (side === 'drawer' && last.current !== 'drawer') {
      const heading = document.getElementById('drawer-heading');
      heading?.focus();
      heading?.scrollIntoView({ block: 'start' });
    }
    last.current = side;
  }, [side]);
  const toggle = (which: Side) => onSide(side === which ? 'none' : which);
  return (
    <div className="tools">
      <p className="quiet">
        {elsewhere === undefined
          ? 'Why do this patient’s legs hurt at night, and what must not be missed?'
          : `CDS service ${elsewhere.cds} · FHIR server ${elsewhere.fhir}`}
      </p>
      <div className="buttons">
        <button type="button" aria-expanded={side === 'settings'} onClick={() => toggle('settings')}>
          Servers
        </button>
        <button type="button" aria-expanded={side === 'drawer'} onClick={() => toggle('drawer')}>
          Developer panel ({calls})
        </button>
      </div>
    </div>
  );
}
