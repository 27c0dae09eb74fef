import { useLingui } from '@lingui/react/macro';
import type { IconName } from '../../../shared/ui/icons';
import { Line } from '../../../shared/wire/connection';

/** A state of the line by its name and its sign: never by colour alone. */
export function useLineName(line: Line): { name: string; icon: IconName } {
  const { t } = useLingui();
  switch (line) {
    case Line.online:
      return { name: t({ id: 'line.online', message: 'Connected' }), icon: 'check' };
    case Line.offline:
      return { name: t({ id: 'line.offline', message: 'No connection' }), icon: 'warning' };
    case Line.stranger:
      return { name: t({ id: 'line.stranger', message: 'Wi-Fi sign-in' }), icon: 'lock' };
    case Line.field:
      return { name: t({ id: 'line.field', message: 'Field mode' }), icon: 'minus' };
  }
}
