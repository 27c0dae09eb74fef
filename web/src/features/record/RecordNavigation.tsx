import { Trans, useLingui } from '@lingui/react/macro';
import { lazy } from 'react';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import type { NavEntry, NavGroup } from './useNavigation';

const Share = lazy(() => import('./checks/Share'));
const GroupAlert = lazy(() => import('./checks/GroupAlert'));

interface RecordNavigationProps {
  groups: readonly NavGroup[];
  selected: string;
  onSelect: (id: string) => void;
}

/** The forms of a record in their groups; a group of one form is that form. */
export function RecordNavigation({ groups, selected, onSelect }: RecordNavigationProps) {
  const { t } = useLingui();
  return (
    <nav
      className="record-nav"
      aria-label={t({ id: 'record.nav.label', message: 'Forms of this record' })}
    >
      <ul>
        {groups.map((group) => {
          const [only] = group.entries;
          return (
            <li key={group.id}>
              {group.entries.length === 1 && only !== undefined ? (
                <NavButton entry={only} isCurrent={only.id === selected} onSelect={onSelect} />
              ) : (
                <Group group={group} selected={selected} onSelect={onSelect} />
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

interface GroupProps {
  group: NavGroup;
  selected: string;
  onSelect: (id: string) => void;
}

function Group({ group, selected, onSelect }: GroupProps) {
  const hasSelected = group.entries.some((entry) => entry.id === selected);
  const hasProblem = group.entries.some((entry) => entry.hasProblem);
  return (
    // Opens anew when the selection moves into the group, and stays as people leave it otherwise.
    <details key={String(hasSelected)} open={hasSelected} className="record-nav-group">
      <summary>
        <span>{group.title}</span>
        {hasSelected ? null : (
          <Fetched>
            <GroupAlert forms={group.entries.map((entry) => entry.id)} />
          </Fetched>
        )}
        {hasProblem ? <ProblemMark /> : null}
        <Icon name="down" size={18} />
      </summary>
      <ul>
        {group.entries.map((entry) => (
          <li key={entry.id}>
            <NavButton entry={entry} isCurrent={entry.id === selected} onSelect={onSelect} />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface NavButtonProps {
  entry: NavEntry;
  isCurrent: boolean;
  onSelect: (id: string) => void;
}

function NavButton({ entry, isCurrent, onSelect }: NavButtonProps) {
  return (
    <button
      type="button"
      className="record-nav-link"
      aria-current={isCurrent ? 'page' : undefined}
      aria-describedby={entry.isForm ? `share-${entry.id}` : undefined}
      onClick={() => onSelect(entry.id)}
    >
      <span>{entry.title}</span>
      {entry.isForm ? (
        <Fetched>
          <Share form={entry.id} id={`share-${entry.id}`} />
        </Fetched>
      ) : null}
      {entry.hasProblem ? <ProblemMark /> : null}
    </button>
  );
}

function ProblemMark() {
  return (
    <span className="record-nav-problem">
      <Icon name="warning" size={18} />
      <span className="visually-hidden">
        <Trans id="record.nav.problem" comment="Behind the name of a form that has errors.">
          has answers that need another look
        </Trans>
      </span>
    </span>
  );
}
