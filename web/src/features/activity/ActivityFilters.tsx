import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';

/** How far back one can look, in days. */
export const activityDays = [7, 30, 90] as const;

const kindTexts: Readonly<Record<string, MessageDescriptor>> = {
  transfer: msg({ id: 'activity.kind.transfer', message: 'Transfers' }),
  referral: msg({ id: 'activity.kind.referral', message: 'Referrals' }),
  assign: msg({ id: 'activity.kind.assign', message: 'Assignments' }),
  approval: msg({ id: 'activity.kind.approval', message: 'Approvals' }),
};

interface ActivityFiltersProps {
  days: number;
  kind: string | undefined;
  /** What there is: other kinds are not offered. */
  kinds: readonly string[];
  onDays: (days: number) => void;
  onKind: (kind: string | undefined) => void;
}

/** Of which days, and of which kind. */
export function ActivityFilters({ days, kind, kinds, onDays, onKind }: ActivityFiltersProps) {
  const { t, i18n } = useLingui();
  const offered = Object.entries(kindTexts).filter(([id]) => kinds.includes(id) || id === kind);
  return (
    <>
      <div
        className="chips"
        role="group"
        aria-label={t({ id: 'activity.period', message: 'Period' })}
      >
        {activityDays.map((count) => (
          <Chip key={count} isOn={count === days} onPress={() => onDays(count)}>
            <Trans id="activity.days">
              <Plural value={count} one="Last day" other="Last # days" />
            </Trans>
          </Chip>
        ))}
      </div>
      {offered.length > 1 || kind !== undefined ? (
        <div className="chips" role="group" aria-label={t({ id: 'tasks.kind', message: 'Kind' })}>
          <Chip isOn={kind === undefined} onPress={() => onKind(undefined)}>
            <Trans id="tasks.all">All</Trans>
          </Chip>
          {offered.map(([id, text]) => (
            <Chip key={id} isOn={kind === id} onPress={() => onKind(id)}>
              {i18n._(text)}
            </Chip>
          ))}
        </div>
      ) : null}
    </>
  );
}

interface ChipProps {
  isOn: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Chip({ isOn, onPress, children }: ChipProps) {
  return (
    <button type="button" className="chip" aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  );
}
