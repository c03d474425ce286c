/** A cause in English: what speaks for and against it, its tiers, and what it leads to. */
import { expand, label, type Cause } from '#rules';
import { ChangeLink } from './ChangeLink.tsx';
import { NeverPart, Offers, Steps } from './offers.tsx';
import { Cites, Lines, Meanings, Part, Said, Sentences, useReading } from './Said.tsx';

export function CauseParts({ rule }: { readonly rule: Cause }) {
  return (
    <>
      <Criteria rule={rule} />
      <Part id="tiers" title="Tiers">
        <ul>
          {(['established', 'probable', 'possible', 'unlikely'] as const).map((tier) => {
            const part = rule.tiers[tier];
            return part === undefined ? null : (
              <li key={tier}>
                <strong>{tier}</strong> when <Said part={part} />
              </li>
            );
          })}
          <li>
            otherwise <strong>not assessable</strong>: missing data never make it unlikely
          </li>
        </ul>
      </Part>
      <Part id="explains" title="Explains the complaint">
        <ul>
          {(['yes', 'contributes', 'background'] as const).map((how) => {
            const part = rule.explains[how];
            return part === undefined ? null : (
              <li key={how}>
                <strong>{how}</strong> when <Said part={part} />
              </li>
            );
          })}
        </ul>
      </Part>
      <Part id="urgency" title="Urgency">
        <ul>
          {(['established', 'probable', 'possible'] as const).map((tier) => (
            <li key={tier}>
              <strong>{tier}</strong>: <Steps of={rule.urgency[tier]} />
            </li>
          ))}
        </ul>
      </Part>
      <Varieties rule={rule} />
      <Part id="missing" title="What is missing and what would settle it">
        <p>{rule.missingAdvice}</p>
        <Lines
          of={rule.settle}
          keyOf={(_step, i) => String(i)}
          line={(step) =>
            'question' in step ? (
              <>
                Ask (<code>{step.question}</code>): {step.text}
              </>
            ) : (
              `Order: ${step.text}`
            )
          }
        />
      </Part>
      <Part id="suggestions" title="Suggestions (drafts only)">
        <Offers of={rule.suggest} />
      </Part>
      <Warnings rule={rule} />
      <NeverPart of={rule.never} />
    </>
  );
}

function Criteria({ rule }: { readonly rule: Cause }) {
  const { loaded } = useReading();
  const { wording } = loaded;
  return (
    <Part id="criteria" title="For and against">
      <div className="wide">
        <table className="criteria">
          <thead>
            <tr>
              <th scope="col">Criterion</th>
              <th scope="col">Speaks</th>
              <th scope="col">Holds when</th>
              <th scope="col">Because</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(rule.criteria).map(([name, one]) => {
              const meaning = expand(one.when, wording);
              const said = label(one.when, wording);
              return (
                <tr key={name} id={`criterion-${name}`} tabIndex={-1}>
                  <th scope="row">{name}</th>
                  <td>
                    <span className={`weight ${one.direction} ${one.weight}`}>
                      {one.direction}, {one.weight}
                    </span>
                    {one.ratio === undefined ? null : <div className="small">{one.ratio}</div>}
                  </td>
                  <td>
                    {said}
                    {meaning === undefined ? null : <div className="small quiet">{meaning}</div>}
                    <Meanings
                      part={one.when}
                      {...(one.when.op === 'finding' ? { but: one.when.label } : {})}
                    />
                    <ChangeLink anchor={`criterion-${name}`} of={name} />
                  </td>
                  <td className="small">
                    <Sentences ids={one.cites} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

function Varieties({ rule }: { readonly rule: Cause }) {
  return (
    <>
      {(rule.variants ?? []).length === 0 ? null : (
        <Part id="variants" title="Variants: the first that is met gives its name">
          <Lines
            of={rule.variants ?? []}
            keyOf={(one) => one.id}
            line={(one) => (
              <>
                <strong>{one.name}</strong> when <Said part={one.when} />
                <Cites ids={one.cites} />
              </>
            )}
          />
        </Part>
      )}
      {(rule.scores ?? []).length === 0 ? null : (
        <Part id="scores" title="Scores on the card, as a span over what is not known">
          <Lines
            of={rule.scores ?? []}
            keyOf={(one) => one.score.id}
            line={({ score, unless }) => (
              <>
                {score.name} ({score.version})
                {unless === undefined ? null : (
                  <>
                    , unless <Said part={unless} />
                  </>
                )}
                <Meanings part={{ op: 'scored', score, limit: { is: 'atLeast', n: 0 } }} />
              </>
            )}
          />
        </Part>
      )}
    </>
  );
}

function Warnings({ rule }: { readonly rule: Cause }) {
  return (
    <>
      {rule.conflicts.length === 0 ? null : (
        <Part id="conflicts" title="Current drugs that conflict (safety card)">
          <Lines
            of={rule.conflicts}
            keyOf={(one) => one.id}
            line={(one) => (
              <>
                when <Said part={one.when} />: {one.text}
                <Cites ids={one.cites} />
              </>
            )}
          />
        </Part>
      )}
      {rule.cautions.length === 0 ? null : (
        <Part id="cautions" title="Cautions">
          <Lines
            of={rule.cautions}
            keyOf={(_one, i) => String(i)}
            line={(one) => (
              <>
                when <Said part={one.when} />: {one.text}
                <Cites ids={one.cites} />
              </>
            )}
          />
        </Part>
      )}
    </>
  );
}
