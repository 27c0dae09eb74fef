import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { isBlank, type Json } from '../../shared/forms/json';
import { useAnswerText } from '../../shared/forms/fields/answer-text';
import { headerParts } from '../../shared/forms/fields/entry-header';
import { useLabel } from '../../shared/forms/fields/useFieldTexts';
import type { OptionBook } from '../../shared/forms/options';
import { formatList } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Icon } from '../../shared/ui/Icon';
import type { AnswerChange, Change, EntryChange, FilesChange, SystemChange } from './history';
import { EntryAsks } from './panels/log/EntryAsks';
import { NotAsked } from './panels/log/NotAsked';
import { useSystemText } from './useSystemText';

interface ChangeListProps {
  changes: readonly Change[];
  options: OptionBook;
  /** Behind one line, as for the many first answers of a new record. */
  isFolded?: boolean;
  /** What can be asked of an answer; answers inside entries have none. */
  asks?: AnswerAsks | undefined;
}

/** From one change to the history of that answer, and back to an earlier one. */
export interface AnswerAsks {
  readonly onHistory: (change: AnswerChange | EntryChange) => void;
  /** Undefined for changes whose earlier answer or entry cannot be taken. */
  readonly onRestore: (change: AnswerChange | EntryChange) => (() => void) | undefined;
  /** Whether the record, as it is now, asks the question at all. */
  readonly isAsked: (change: AnswerChange) => boolean;
}

/** The changes of one moment: question, what it was, what it became. */
export function ChangeList({ changes, options, isFolded = false, asks }: ChangeListProps) {
  const { t } = useLingui();
  const count = changes.length;
  if (count === 0) return null;
  const list = (
    <ul className="changes">
      {changes.map((change, index) => (
        <li key={index}>
          <ChangeLine change={change} options={options} asks={asks} />
        </li>
      ))}
    </ul>
  );
  if (!isFolded) return list;
  return (
    <details>
      <summary>
        {t({
          id: 'record.history.first_answers',
          message: plural(count, { one: '# first answer', other: '# first answers' }),
        })}
      </summary>
      {list}
    </details>
  );
}

interface LineProps<T> {
  change: T;
  options: OptionBook;
  asks?: AnswerAsks | undefined;
}

function ChangeLine({ change, options, asks }: LineProps<Change>) {
  if (change.kind === 'answer') {
    return <AnswerLine change={change} options={options} asks={asks} />;
  }
  if (change.kind === 'system') return <SystemLine change={change} />;
  if (change.kind === 'files') return <FilesLine change={change} />;
  return <EntryLine change={change} options={options} asks={asks} />;
}

function FilesLine({ change: { field, from, to } }: { change: FilesChange }) {
  const language = useLanguage();
  const label = useLabel()(field);
  return <FromTo label={label} from={formatList(from, language)} to={formatList(to, language)} />;
}

function AnswerLine({ change, options, asks }: LineProps<AnswerChange>) {
  const { t } = useLingui();
  const label = useLabel()(change.field);
  const text = useAnswerText(options);
  const shown = (value: Json | undefined) => (isBlank(value) ? '' : text(change.field, value));
  const sides = { from: shown(change.from), to: shown(change.to) };
  if (asks === undefined) return <FromTo label={label} {...sides} />;
  const onRestore = asks.onRestore(change);
  const isAsked = asks.isAsked(change);
  return (
    <div className={isAsked ? undefined : 'change-hidden'}>
      <FromTo
        label={
          <button
            type="button"
            className="link-button"
            aria-label={t({ id: 'record.history.of', message: `History of: ${label}` })}
            onClick={() => asks.onHistory(change)}
          >
            {label}
          </button>
        }
        {...sides}
      />
      {isAsked ? null : <NotAsked />}
      {onRestore === undefined ? null : (
        <button type="button" className="link-button change-restore" onClick={onRestore}>
          {t({ id: 'record.history.restore', message: 'Use the earlier answer again' })}
        </button>
      )}
    </div>
  );
}

function SystemLine({ change }: { change: SystemChange }) {
  const { label, valueText } = useSystemText();
  return (
    <FromTo
      label={label(change.key)}
      from={valueText(change.key, change.from)}
      to={valueText(change.key, change.to)}
    />
  );
}

interface FromToProps {
  label: ReactNode;
  from: string;
  to: string;
}

function FromTo({ label, from, to }: FromToProps) {
  return (
    <div className="change">
      <span className="change-label">{label}</span>
      {from === '' ? null : (
        <span className="change-from">
          <span className="visually-hidden">
            <Trans id="record.history.before">Before:</Trans>{' '}
          </span>
          <Words text={from} />
        </span>
      )}
      {from === '' ? null : (
        <span className="change-arrow">
          <Icon name="next" size={16} />
        </span>
      )}
      <span className="change-to">
        <span className="visually-hidden">
          <Trans id="record.history.after">Now:</Trans>{' '}
        </span>
        {to === '' ? (
          <em>
            <Trans id="record.history.cleared">answer removed</Trans>
          </em>
        ) : (
          <Words text={to} />
        )}
      </span>
    </div>
  );
}

/** Longer answers are folded behind their first words. */
const folded_above = 240;
const first_words = 80;

function Words({ text }: { text: string }) {
  if (text.length <= folded_above) return <bdi>{text}</bdi>;
  const cut = text.lastIndexOf(' ', first_words);
  return (
    <details className="change-words">
      <summary>
        <bdi>{text.slice(0, cut > 0 ? cut : first_words)} …</bdi>
      </summary>
      <bdi>{text}</bdi>
    </details>
  );
}

function EntryLine({ change, options, asks }: LineProps<EntryChange>) {
  const { t } = useLingui();
  const labelOf = useLabel();
  const text = useAnswerText(options);
  const label = labelOf(change.field);
  const words = {
    added: t({ id: 'record.history.entry_added', message: 'entry added' }),
    removed: t({ id: 'record.history.entry_removed', message: 'entry removed' }),
    changed: t({ id: 'record.history.entry_changed', message: 'entry changed' }),
  };
  const header = headerParts(change.field, change.entry, { text, labelOf });
  return (
    <details className="change">
      <summary>
        <span className="change-label">{label}</span> <span>{words[change.kind]}</span>{' '}
        {header[0] === label ? null : <bdi>{header.join(' · ')}</bdi>}
      </summary>
      <ChangeList changes={change.changes} options={options} />
      {asks === undefined ? null : (
        <EntryAsks
          label={label}
          onHistory={() => asks.onHistory(change)}
          onRestore={asks.onRestore(change)}
        />
      )}
    </details>
  );
}
