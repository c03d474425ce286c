/** Age, sex, and the day the record is read on. */
import type { PatientRecord } from '#review/patient-record';
import type { RecordLines } from '#review/record-lines';
import type { Sex } from '#review/record-changes';
import { NumberField } from './NumberField.tsx';
import type { Changing } from './state.ts';

const SEXES: readonly Sex[] = ['female', 'male', 'other', 'unknown'];

export function Person({
  record,
  lines,
  change,
}: {
  readonly record: PatientRecord;
  readonly lines: RecordLines;
  readonly change: Changing;
}) {
  const { age, sex } = lines;
  const [day = '', time = ''] = record.asOf.split('T');
  const at = (date: string, hour: string): void => {
    const asOf = `${date}T${hour}:00Z`;
    if (!Number.isNaN(Date.parse(asOf))) change(`Today is ${date} ${hour}`, { kind: 'as-of', asOf });
  };
  return (
    <section className="panel person" aria-labelledby="person-title">
      <h3 id="person-title">Person and day</h3>
      <label>
        Age
        <NumberField
          value={age}
          step={1}
          to={(years) => {
            if (years !== undefined && Number.isInteger(years) && years >= 0 && years <= 120)
              change(`Age ${years}`, { kind: 'age', years });
          }}
        />
      </label>
      <label>
        Sex
        <select
          value={sex}
          onChange={({ target }) => {
            const chosen = SEXES.find((one) => one === target.value) ?? 'unknown';
            change(`Sex ${chosen}`, { kind: 'sex', sex: chosen });
          }}
        >
          {SEXES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        Today is
        <input type="date" value={day} onChange={({ target }) => at(target.value, time.slice(0, 5))} />
      </label>
      <label>
        at (UTC)
        <input type="time" value={time.slice(0, 5)} onChange={({ target }) => at(day, target.value)} />
      </label>
      <p className="quiet small">
        Moving the day moves nothing in the record: what was recent grows old, as in a real chart.
      </p>
    </section>
  );
}
