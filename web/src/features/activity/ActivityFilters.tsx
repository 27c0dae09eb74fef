import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { Select } from '../../shared/ui/Select';

/** How far back one can look, in days. */
export const activityDays = [7, 30, 90] as const;

const kindTexts: Readonly<Record<string, MessageDescriptor>> = {
  transfer: msg({ id: 'activity.kind.transfer', message: 'Transfers' }),
  referral: msg({ id: 'activity.kind.referral', message: 'Referrals' }),
  assign: msg({ id: 'activity.kind.assign', message: 'Assignments' }),
  approval: msg({ id: 'activity.kind.approval', message: 'Approvals' }),
  change: msg({ id: 'activity.kind.change', message: 'Changes' }),
};

/** What the log is asked for. */
export interface ActivityWish {
  days: number;
  kind: string | undefined;
  /** Who did it. */
  person: string | undefined;
  page: number;
}

interface ActivityFiltersProps {
  wish: ActivityWish;
  /** Who did something on the page that is shown. */
  people: readonly string[];
  onChange: (next: Partial<ActivityWish>) => void;
}

const anybody = '';

/** Of which days, of which kind, and by whom. */
export function ActivityFilters({ wish, people, onChange }: ActivityFiltersProps) {
  const { t, i18n } = useLingui();
  const user = useUser();
  const { days, kind, person } = wish;
  const offered = Object.entries(kindTexts).filter(([id]) => can(user, 'activity_logs', id));
  const names = [...new Set([...people, ...(person === undefined ? [] : [person])])].sort();
  return (
    <>
      <div
        className="chips"
        role="group"
        aria-label={t({ id: 'activity.period', message: 'Period' })}
      >
        {activityDays.map((count) => (
          <Chip key={count} isOn={count === days} onPress={() => onChange({ days: count })}>
            <Trans id="activity.days">
              <Plural value={count} one="Last day" other="Last # days" />
            </Trans>
          </Chip>
        ))}
      </div>
      {offered.length > 1 ? (
        <div className="chips" role="group" aria-label={t({ id: 'tasks.kind', message: 'Kind' })}>
          <Chip isOn={kind === undefined} onPress={() => onChange({ kind: undefined })}>
            <Trans id="tasks.all">All</Trans>
          </Chip>
          {offered.map(([id, text]) => (
            <Chip key={id} isOn={kind === id} onPress={() => onChange({ kind: id })}>
              {i18n._(text)}
            </Chip>
          ))}
        </div>
      ) : null}
      {names.length > 1 || person !== undefined ? (
        <Select
          label={t({ id: 'activity.by', message: 'Who did it' })}
          choices={[
            { id: anybody, text: t({ id: 'activity.anybody', message: 'Anybody' }) },
            ...names.map((name) => ({ id: name, text: name })),
          ]}
          value={person ?? anybody}
          onChange={(id) => onChange({ person: id === null || id === anybody ? undefined : id })}
        />
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
