import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { FieldDefinition } from '../definition';
import type { ListedEntry } from '../engine/entries';
import type { JsonObject } from '../json';
import { useAnswerText } from './answer-text';
import { headerParts } from './entry-header';
import type { EntryRights } from './entry-rights';
import { useFormView } from './form-view';
import { useLabel } from './useFieldTexts';

export interface EntryListProps {
  field: FieldDefinition;
  entries: readonly ListedEntry[];
  rights: EntryRights;
  hasProblem: (entry: ListedEntry) => boolean;
  onOpen: (entry: JsonObject) => void;
  onRemove: (entry: JsonObject) => void;
}

/** Entries one below the other, in groups with counts where the deployment wants them grouped. */
export function EntryList(props: EntryListProps) {
  const { field, entries } = props;
  const text = useAnswerText(useFormView().options);
  const by = field.subform?.fields.find((one) => one.name === field.placement.groupBy);
  if (entries.length === 0) return null;
  if (by === undefined) return <Entries {...props} />;
  const groups = Map.groupBy(entries, ({ entry }) => text(by, entry[by.name]));
  return (
    <>
      {[...groups].map(([group, members]) => (
        <div key={group} className="stack">
          <p className="entry-group">
            <bdi>{group === '' ? '--' : group}</bdi> ({members.length})
          </p>
          <Entries {...props} entries={members} />
        </div>
      ))}
    </>
  );
}

/** One list of entries. */
export function Entries({ field, entries, rights, hasProblem, onOpen, onRemove }: EntryListProps) {
  return (
    <ul className="entries">
      {entries.map((one) => (
        <EntryRow
          key={String(one.entry['unique_id'] ?? one.index)}
          field={field}
          entry={one.entry}
          isWrong={hasProblem(one)}
          rights={rights}
          onOpen={() => onOpen(one.entry)}
          onRemove={() => onRemove(one.entry)}
        />
      ))}
    </ul>
  );
}

interface EntryRowProps {
  field: FieldDefinition;
  entry: JsonObject;
  isWrong: boolean;
  rights: EntryRights;
  onOpen: () => void;
  onRemove: () => void;
}

function EntryRow({ field, entry, isWrong, rights, onOpen, onRemove }: EntryRowProps) {
  const { t } = useLingui();
  const text = useAnswerText(useFormView().options);
  const parts = headerParts(field, entry, { text, labelOf: useLabel() });
  const header = parts.join(' · ');
  const canChange = rights.mayChange(entry);
  const openLabel = canChange
    ? t({ id: 'form.entries.edit_of', message: `Edit: ${header}` })
    : t({ id: 'form.entries.view_of', message: `View: ${header}` });
  return (
    <li className="entry">
      <Button kind="quiet" onPress={onOpen} aria-label={openLabel}>
        <span className="entry-header">
          {parts.map((part, index) => (
            <span key={index}>
              {index === 0 ? null : ' · '}
              <bdi>{part}</bdi>
            </span>
          ))}
        </span>
        <Icon name={canChange ? 'edit' : 'eye'} size={20} />
      </Button>
      {rights.mayRemove(entry) ? (
        <Button
          kind="quiet"
          onPress={onRemove}
          aria-label={t({ id: 'form.entries.remove_of', message: `Remove: ${header}` })}
        >
          <Icon name="close" size={20} />
        </Button>
      ) : null}
      {isWrong ? (
        <p className="field-error">
          <Icon name="warning" size={20} />
          <Trans id="form.entries.wrong">Something is missing or wrong in this entry.</Trans>
        </p>
      ) : null}
    </li>
  );
}
