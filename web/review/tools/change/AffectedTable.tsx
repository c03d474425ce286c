/** The affected patients, before and after, with the way to try one of them. */
import { useState } from 'react';
import type { Affected } from '#review/bank-change';
import { KINDS, type Kind, type Shift } from '#review/standing';
import { ruleHref } from '../../place.ts';
import { openInTry } from '../try/handover.ts';

const SHOWN = 40;

export function AffectedTable({
  affected,
  off,
  nameOf,
}: {
  readonly affected: readonly Affected[];
  readonly off: ReadonlySet<Kind>;
  readonly nameOf: (rule: string) => string;
}) {
  const [all, setAll] = useState(false);
  // The roles are said because on a narrow window the cells stand below one another, which would undo the table.
  return (
    <>
      <div className="wide" role="region" aria-label="Affected patients" tabIndex={0}>
        <table role="table" className="affected">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                Patient
              </th>
              <th role="columnheader" scope="col">
                Before → after
              </th>
              <th role="columnheader" scope="col">
                Expected of this patient
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {affected.slice(0, all ? undefined : SHOWN).map((one) => (
              <Row
                key={`${one.patient.rule} ${one.patient.vignette.id}`}
                one={one}
                off={off}
                nameOf={nameOf}
              />
            ))}
          </tbody>
        </table>
      </div>
      {all || affected.length <= SHOWN ? null : (
        <p>
          <button type="button" onClick={() => setAll(true)}>
            Show all {affected.length}
          </button>
        </p>
      )}
    </>
  );
}

function Row({
  one,
  off,
  nameOf,
}: {
  readonly one: Affected;
  readonly off: ReadonlySet<Kind>;
  readonly nameOf: (rule: string) => string;
}) {
  const { rule, vignette } = one.patient;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {vignette.says}
        <div className="small quiet">
          <a href={ruleHref(rule)}>{nameOf(rule)}</a>, <code>{vignette.id}</code>
        </div>
        <button type="button" className="small" onClick={() => openInTry(rule, vignette.id)}>
          Try this patient<span className="hidden"> {vignette.id}</span>
        </button>
      </th>
      <td role="cell">
        <dl className="shifts">
          {one.shifts
            .filter((shift) => !off.has(shift.kind))
            .map((shift) => (
              <Moved key={shift.kind} shift={shift} />
            ))}
        </dl>
      </td>
      <td role="cell">
        <Expected one={one} />
      </td>
    </tr>
  );
}

function Moved({ shift }: { readonly shift: Shift }) {
  return (
    <div>
      <dt>{KINDS[shift.kind]}</dt>
      <dd>
        <Side name="before" lines={shift.gone} /> → <Side name="after" lines={shift.come} />
      </dd>
    </div>
  );
}

function Side({ name, lines }: { readonly name: 'before' | 'after'; readonly lines: readonly string[] }) {
  return (
    <span className={name}>
      <span className="hidden">{name}: </span>
      {lines.length === 0 ? 'nothing' : lines.join('; ')}
    </span>
  );
}

function Expected({ one }: { readonly one: Affected }) {
  if (one.unexpected.length === 0)
    return (
      <span className="verdict good">
        {one.unexpectedBefore.length === 0 ? '✓ still as expected' : '✓ as expected again'}
      </span>
    );
  return (
    <>
      <span className="verdict critical">
        {one.unexpectedBefore.length === 0 ? '✗ no longer as expected' : '✗ not as expected, before neither'}
      </span>
      <ul className="small">
        {one.unexpected.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
