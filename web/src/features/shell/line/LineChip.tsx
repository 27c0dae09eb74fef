import { lazy, useState } from 'react';
import { useLingui } from '@lingui/react/macro';
import { Fetched } from '../../../shared/ui/Fetched';
import { Icon } from '../../../shared/ui/Icon';
import { useLine } from '../../../shared/ui/useOnline';
import { useLineName } from './useLineName';
import './line.css';

const LineDialog = lazy(() => import('./LineDialog'));

interface LineChipProps {
  /** Only the sign, where there is no room; its name is for ears. */
  isSmall?: boolean;
}

/** What state the line is in; opens what can be done about it. */
export function LineChip({ isSmall = false }: LineChipProps) {
  const { t } = useLingui();
  const line = useLine();
  const { name, icon } = useLineName(line);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const label = t({ id: 'line.chip', message: `Connection: ${name}` });
  return (
    <>
      <button
        type="button"
        className={isSmall ? 'line-chip line-small' : 'nav-link line-chip'}
        data-line={line}
        aria-haspopup="dialog"
        aria-label={label}
        onClick={() => setOpen(true)}
      >
        <span className="line-sign">
          <Icon name={icon} size={18} />
        </span>
        {isSmall ? null : <span>{name}</span>}
      </button>
      {isOpen ? (
        <Fetched onFailed={close}>
          <LineDialog onClose={close} />
        </Fetched>
      ) : null}
    </>
  );
}
