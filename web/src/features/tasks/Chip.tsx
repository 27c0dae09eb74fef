import type { ReactNode } from 'react';

interface ChipProps {
  isOn: boolean;
  onPress: () => void;
  children: ReactNode;
}

/** One of a few ways to look at the tasks. */
export function Chip({ isOn, onPress, children }: ChipProps) {
  return (
    <button type="button" className="chip" aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  );
}
