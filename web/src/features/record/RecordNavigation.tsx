import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode, useState } from 'react';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import type { NavEntry, NavGroup } from './useNavigation';

const Share = lazy(() => import('./checks/Share'));
const GroupAlert = lazy(() => import('./checks/GroupAlert'));

interface RecordNavigationProps {
  groups: readonly NavGroup[];
  selected: string;
  onSelect: (id: string) => void;
  /** How many entries a panel holds. */
  countOf: CountOf | undefined;
}

/** Behind the name of a panel: how many entries it holds; `id` is what describes its button. */
export type CountOf = (panel: string, id: string) => ReactNode;

/** The forms of a record in their groups; a group of one form is that form. */
export function RecordNavigation(props: RecordNavigationProps) {
  const { groups, selected, onSelect, countOf } = props;
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
                <NavButton
                  entry={only}
                  isCurrent={only.id === selected}
                  onSelect={onSelect}
                  countOf={countOf}
                />
              ) : (
                <Group group={group} selected={selected} onSelect={onSelect} countOf={countOf} />
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

interface GroupProps extends Omit<RecordNavigationProps, 'groups'> {
  group: NavGroup;
}

function Group({ group, selected, onSelect, countOf }: GroupProps) {
  // What is folded away is not counted: that may ask the server.
  const [isOpen, setOpen] = useState(false);
  const hasSelected = group.entries.some((entry) => entry.id === selected);
  const hasProblem = group.entries.some((entry) => entry.hasProblem);
  return (
    // Opens anew when the selection moves into the group, and stays as people leave it otherwise.
    <details
      key={String(hasSelected)}
      open={hasSelected}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="record-nav-group"
    >
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
            <NavButton
              entry={entry}
              isCurrent={entry.id === selected}
              onSelect={onSelect}
              countOf={isOpen ? countOf : undefined}
            />
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
  countOf: CountOf | undefined;
}

function NavButton({ entry, isCurrent, onSelect, countOf }: NavButtonProps) {
  return (
    <button
      type="button"
      className="record-nav-link"
      aria-current={isCurrent ? 'page' : undefined}
      aria-describedby={`share-${entry.id}`}
      onClick={() => onSelect(entry.id)}
    >
      <span>{entry.title}</span>
      {entry.isForm ? (
        <Fetched>
          <Share form={entry.id} id={`share-${entry.id}`} />
        </Fetched>
      ) : (
        <Fetched>{countOf?.(entry.id, `share-${entry.id}`)}</Fetched>
      )}
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
