/** A number that can be typed bit by bit: what is half typed stays until the field is left. */
import { useState } from 'react';

export interface NumberFieldProps {
  readonly label?: string;
  readonly value: number | undefined;
  readonly disabled?: boolean;
  readonly step?: number | 'any';
  /** `undefined` where the field was emptied and that means something. */
  readonly to: (n: number | undefined) => void;
}

export function NumberField({ label, value, disabled = false, step = 'any', to }: NumberFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      type="number"
      step={step}
      value={typed ?? value ?? ''}
      disabled={disabled}
      {...(label === undefined ? {} : { 'aria-label': label })}
      onChange={({ target }) => {
        setTyped(target.value);
        if (target.value === '') to(undefined);
        else if (Number.isFinite(target.valueAsNumber)) to(target.valueAsNumber);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
