import { useLingui } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { latinDigits } from '../../shared/text/digits';
import { TextField } from '../../shared/ui/TextField';

interface NumberBoxProps {
  label: ReactNode;
  description?: ReactNode;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/**
 * A number in a box, with the digits and the decimal sign of any of our languages. What is no such
 * number stays as it was typed, and counts as none.
 */
export function NumberBox({ label, description, value, min, max, onChange }: NumberBoxProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string>();
  const isGood = Number.isFinite(value);
  const shown = typed ?? (isGood ? String(value) : '');
  return (
    <TextField
      label={label}
      description={description}
      inputMode="decimal"
      textDirection="ltr"
      value={shown}
      errorMessage={
        isGood
          ? undefined
          : t({
              id: 'matching.number.wrong',
              message: `Enter a number from ${min} to ${max}.`,
            })
      }
      onChange={(text) => {
        setTyped(text);
        onChange(parse(text, min, max));
      }}
      onBlur={() => {
        if (isGood) setTyped(undefined);
      }}
    />
  );
}

function parse(text: string, min: number, max: number): number {
  const plain = latinDigits(text.trim()).replace('−', '-').replace(/[,٫]/, '.');
  const number = /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  return number >= min && number <= max ? number : Number.NaN;
}
