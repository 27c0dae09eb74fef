import type { ReactNode } from 'react';
import { Icon, type IconProps } from '../../../shared/ui/Icon';

export type Tone = 'good' | 'wait' | 'bad' | 'plain';

const symbols: Readonly<Record<Tone, IconProps['name'] | undefined>> = {
  good: 'check',
  wait: 'activity',
  bad: 'close',
  plain: undefined,
};

/** A state in a word: told by colour, symbol and text alike. */
export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  const symbol = symbols[tone];
  return (
    <span className={tone === 'plain' ? 'panel-mark' : `panel-mark panel-mark-${tone}`}>
      {symbol === undefined ? null : <Icon name={symbol} size={16} />}
      {children}
    </span>
  );
}
