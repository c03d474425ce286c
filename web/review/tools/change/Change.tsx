/** What would this rule change do: choose a number or weight, give another, and see which patients of the bank it moves. */
import { useMemo, useState } from 'react';
import { rulesOf } from '#knowledge/folders';
import { withNumber, type Value } from '#review/numbers';
import type { ToolsProps } from '../Tools.tsx';
import { choiceAt, choicesOf, useShared, type Choice, type Shared } from './choices.ts';
import { Effect } from './Effect.tsx';
import { forgetAnchor, handedAnchor } from './handover.ts';
import { NumberForm } from './NumberForm.tsx';
import { ProposalForm } from './ProposalForm.tsx';
import { RuleSelect } from './RuleSelect.tsx';
import { useRunning, type Trial } from './running.ts';
import './change.css';

export type ChangeProps = Omit<ToolsProps, 'tool'>;

export function Change(given: ChangeProps) {
  const loading = useShared();
  return (
    <>
      <h2>What would a change do?</h2>
      <p>
        Choose a number or a weight of a rule and give it another value. All patients of the rules are then
        run with the rules as they are and with your change, here in the page. Nothing is changed in the
        service.
      </p>
      {loading.state === 'loading' ? <p>Loading the numbers…</p> : null}
      {loading.state === 'failed' ? (
        <p className="failure" role="alert">
          The numbers could not be loaded: {loading.why}. Load the page again once the service runs.
        </p>
      ) : null}
      {loading.state === 'loaded' ? (
        <Bench key={given.rule ?? ''} {...given} shared={loading.shared} />
      ) : null}
    </>
  );
}

/** A value that was submitted for a choice. */
interface Asked extends Trial {
  readonly choice: Choice;
  readonly value: Value;
}

function Bench({ knowledge, carried, bank, rule, shared }: ChangeProps & { readonly shared: Shared }) {
  const rules = useMemo(() => rulesOf(carried), [carried]);
  const [chosen, setChosen] = useState(rule ?? '');
  const [path, setPath] = useState<string>();
  const [asked, setAsked] = useState<Asked>();
  const [stopped, setStopped] = useState(false);
  const running = useRunning(carried, knowledge, bank, stopped ? undefined : asked);
  const choices = useMemo(() => {
    const found = rules.find((one) => one.id === chosen);
    return found === undefined ? [] : choicesOf(found, knowledge.wording, shared);
  }, [rules, chosen, knowledge, shared]);
  const choice = choices.find((one) => one.number.path === path) ?? firstOf(choices, chosen);
  const nameOf = (id: string): string => rules.find((one) => one.id === id)?.name ?? id;

  const start = (value: Value): void => {
    if (choice === undefined) return;
    setStopped(false);
    setAsked({
      choice,
      value,
      knowledge: withNumber(knowledge, choice.home.at, value),
      rules: new Set(choice.home.at.map((one) => one.rule)),
    });
  };
  const leave = (): void => {
    forgetAnchor();
    setAsked(undefined);
  };
  return (
    <>
      <section className="panel change" aria-labelledby="change-what">
        <h3 id="change-what">What to change</h3>
        <RuleSelect
          rules={rules}
          value={chosen}
          choose={(id) => {
            setChosen(id);
            setPath(undefined);
            leave();
          }}
        />
        {chosen !== '' && choice === undefined ? (
          <p>
            This rule has no number and no weight of its own: it reads only findings that are there or not.
          </p>
        ) : null}
        {choice === undefined ? null : (
          <NumberForm
            key={`${chosen} ${choice.number.path}`}
            choices={choices}
            choice={choice}
            nameOf={nameOf}
            busy={running.state === 'running'}
            choose={(to) => {
              setPath(to);
              leave();
            }}
            start={start}
          />
        )}
      </section>
      {asked === undefined ? null : (
        <Effect
          running={running}
          said={`${asked.choice.number.sentence}: ${String(asked.value)} instead of ${String(asked.choice.number.value)}`}
          nameOf={nameOf}
          stopped={stopped}
          stop={() => setStopped(true)}
        />
      )}
      {asked === undefined || running.state !== 'done' ? null : (
        <ProposalForm
          key={`${asked.choice.number.path} ${String(asked.value)}`}
          choice={asked.choice}
          value={asked.value}
          hash={knowledge.hash}
          running={running}
        />
      )}
    </>
  );
}

function firstOf(choices: readonly Choice[], rule: string): Choice | undefined {
  const anchor = handedAnchor(rule);
  const handed = anchor === undefined ? undefined : choiceAt(choices, anchor);
  return handed ?? choices.find((one) => one.number.field !== 'weight') ?? choices[0];
}
