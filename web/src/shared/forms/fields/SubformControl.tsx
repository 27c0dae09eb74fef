import { Trans } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { Button } from '../../ui/Button';
import { Fetched } from '../../ui/Fetched';
import { Icon } from '../../ui/Icon';
import { checkField } from '../engine/checking';
import { newEntry } from '../engine/defaults';
import {
  copiedEntry,
  listedEntries,
  type ListedEntry,
  withEntry,
  withoutEntry,
} from '../engine/entries';
import { useAnswer, useProblems, useStore } from '../engine/hooks';
import type { JsonObject } from '../json';
import { newId } from '../new-id';
import { useAnswerText } from './answer-text';
import { NoAnswer } from './Answer';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { useEntryFinder } from './entry-finder';
import { useEntryRights } from './entry-rights';
import { EntryList, type EntryListProps } from './EntryList';
import { anchorOf } from './anchor';
import { type ControlProps, useFormView } from './form-view';
import { GroupLabel, GroupNotes } from './GroupParts';
import { Guidance } from './Guidance';
import { Lazy } from './Lazy';
import { useFieldTexts, useGroupIds } from './useFieldTexts';

const EntryDialog = lazy(() => import('./EntryDialog'));
const EntryViews = lazy(() => import('../timeline/EntryViews'));
const LatestEntry = lazy(() => import('../timeline/LatestEntry'));

/** Their entries happen on days, which people want to see in a row. */
const along_days = ['services_section', 'followup_subform_section'];

/** The entries in the way that suits them: most of them as lines. */
function Listed({ count, ...props }: EntryListProps & { count: number }) {
  const { name, subform } = props.field;
  if (subform?.uniqueId === 'child_functioning_subform_section') return <LatestEntry {...props} />;
  const isAlongDays = count > 1 && along_days.includes(name);
  return isAlongDays ? <EntryViews {...props} /> : <EntryList {...props} />;
}

type Open =
  | { readonly kind: 'entry'; readonly entry: JsonObject; readonly isNew: boolean }
  | { readonly kind: 'remove'; readonly entry: JsonObject };

/** The entries of a subform: a list with a line each, opened one at a time. */
export function SubformControl({ field, form }: ControlProps) {
  const view = useFormView();
  const store = useStore();
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const ids = useGroupIds();
  const rights = useEntryRights(field, form);
  const text = useAnswerText(view.options);
  const problems = useProblems(field.name);
  const [open, setOpen] = useState<Open>();
  const record = store.spec.entry?.record ?? store.values;
  const entries = listedEntries({ field, value, record, clock: view.clock, textOf: text });
  const finder = useEntryFinder(field, entries, text);
  const own = problems.find(({ pointer }) => pointer === `/${field.name}`);
  const hasProblem = ({ index }: ListedEntry) =>
    problems.some(({ pointer }) => pointer.startsWith(`/${field.name}/${index}/`));

  const put = (entry: JsonObject) => {
    set(withEntry(store.value(field.name), entry));
    checkField(store, field.name, store.spec.entry === undefined ? view.find : view.findInEntry);
  };
  const remove = (entry: JsonObject) => {
    set(withoutEntry(store.value(field.name), entry['unique_id'], store.initial[field.name]));
    checkField(store, field.name, store.spec.entry === undefined ? view.find : view.findInEntry);
    setOpen(undefined);
  };
  const add = () => setOpen({ kind: 'entry', entry: newEntry(field, view.now()), isNew: true });
  const copy = (from: JsonObject) =>
    setOpen({ kind: 'entry', entry: copiedEntry(field, from, newId), isNew: true });
  const shown = { ...texts, errorMessage: own === undefined ? undefined : texts.errorMessage };

  return (
    <div
      className="subform"
      id={anchorOf(form, field.name)}
      tabIndex={-1}
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={ids.notes}
    >
      <GroupLabel
        id={ids.label}
        texts={view.mode === 'view' ? { ...shown, isRequired: false } : shown}
      />
      {entries.length === 0 ? <NoEntries isView={view.mode === 'view'} /> : null}
      {finder.box}
      <Lazy>
        <Listed
          count={entries.length}
          field={field}
          entries={finder.found}
          rights={rights}
          hasProblem={hasProblem}
          onOpen={(entry) => setOpen({ kind: 'entry', entry, isNew: false })}
          onRemove={(entry) => setOpen({ kind: 'remove', entry })}
        />
      </Lazy>
      <GroupNotes
        id={ids.notes}
        texts={view.mode === 'view' ? { ...shown, description: undefined } : shown}
      />
      {rights.mayAdd ? (
        <div className="row">
          <Button onPress={add}>
            <Icon name="plus" size={20} />
            <Trans id="form.entries.add">Add an entry</Trans>
            <span className="visually-hidden">{texts.label}</span>
          </Button>
          <Guidance field={field} />
        </div>
      ) : null}
      {open?.kind === 'entry' ? (
        <Fetched onFailed={() => setOpen(undefined)}>
          <EntryDialog
            key={String(open.entry['unique_id'])}
            field={field}
            entry={open.entry}
            record={record}
            isNew={open.isNew}
            canChange={open.isNew || rights.mayChange(open.entry)}
            onSave={put}
            onAddAnother={add}
            onCopy={rights.mayAdd ? copy : undefined}
            onClose={() => setOpen(undefined)}
          />
        </Fetched>
      ) : null}
      {open?.kind === 'remove' ? (
        <ConfirmDialog
          title={<Trans id="form.entries.remove_title">Remove this entry?</Trans>}
          confirm={<Trans id="form.entries.remove">Remove</Trans>}
          onConfirm={() => remove(open.entry)}
          onClose={() => setOpen(undefined)}
          isDanger
        >
          <p>
            <Trans id="form.entries.remove_text">
              It disappears when you save the form. The change log keeps it.
            </Trans>
          </p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function NoEntries({ isView }: { isView: boolean }) {
  if (isView) return <NoAnswer />;
  return (
    <p className="soft">
      <Trans id="form.entries.none">No entries yet.</Trans>
    </p>
  );
}
