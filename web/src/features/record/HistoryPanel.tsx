import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, useEffect, useState } from 'react';
import { asJson, type FormDefinition } from '../../shared/forms/definition';
import { useStore } from '../../shared/forms/engine/hooks';
import { isSendable } from '../../shared/forms/engine/patch';
import type { FormStore } from '../../shared/forms/engine/store';
import { isForRole } from '../../shared/forms/fields/entry-rights';
import { isBlank, type JsonObject } from '../../shared/forms/json';
import { isMask } from '../../shared/forms/mask';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Fetched } from '../../shared/ui/Fetched';
import { FilterButton } from '../../shared/ui/FilterButton';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { RecordData, RecordType } from '../../shared/wire/records';
import { type AnswerAsks, ChangeList } from './ChangeList';
import type { Deployment } from './deployment';
import {
  answerBefore,
  type AnswerChange,
  changesIn,
  type EntryChange,
  fieldIndex,
  type FieldIndex,
} from './history';
import { placeOf } from './field-places';
import { mayEdit } from './record-actions';
import { fetchHistory, history_page_size, type HistoryEntry } from './record.wire';
import { singularOf } from '../../shared/records/record-type';
import { drawnForms } from '../../shared/forms/navigation';
import { entryBefore } from './panels/log/entry-before';
import { askedHistory, askHistory } from './panels/log/asked-history';
import { PrintLog } from './panels/log/PrintLog';
import { type ChangeFilters, changeQuery, no_change_filters } from './panels/log/log-filters';

const RestoreDialog = lazy(() => import('./panels/log/RestoreDialog'));
const ChangeFilterDialog = lazy(() => import('./panels/log/ChangeFilterDialog'));

/** An earlier answer somebody wants back, and what is sent for it. */
interface Restored {
  readonly change: AnswerChange | EntryChange;
  readonly data: JsonObject;
}

interface HistoryPanelProps {
  type: RecordType;
  record: RecordData;
  deployment: Deployment;
}

function useHistory(type: RecordType, id: string, filters: ChangeFilters) {
  return useInfiniteQuery({
    queryKey: ['record', type, id, 'history', filters],
    queryFn: ({ pageParam, signal }) =>
      fetchHistory({ type, id }, pageParam, changeQuery(filters), signal),
    initialPageParam: 1,
    getNextPageParam: (last, _all, page) =>
      page * history_page_size < last.metadata.total ? page + 1 : undefined,
    staleTime: 0,
  });
}

/** What somebody asked for beside an answer; else everything. */
function filtersAsked(): ChangeFilters {
  const field = askedHistory();
  return field === undefined ? no_change_filters : { forms: [], fields: [field] };
}

/** Whether a form in sight draws the answer now; what no form draws is never hidden. */
function isAsked(store: FormStore, name: string): boolean {
  const forms = store.spec.forms.filter((form) => placeOf([form], name) !== undefined);
  const isSeen = ({ uniqueId }: FormDefinition) =>
    store.isFormShown(uniqueId) && store.isShown(uniqueId, name);
  return forms.length === 0 || forms.some(isSeen);
}

const none: ReadonlySet<string> = new Set();

/** Answers that this person may give. */
function namesIn(
  forms: readonly FormDefinition[],
  permitted: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  const fields = forms
    .filter(({ uniqueId }) => permitted[uniqueId] === 'rw')
    .flatMap((form) => form.fields)
    .filter((field) => !field.disabled && isSendable(field) && isForRole(field));
  return new Set(fields.map(({ name }) => name));
}

/** What happened to the record, newest first, in the words of its forms. */
export default function HistoryPanel({ type, record, deployment }: HistoryPanelProps) {
  const user = useUser();
  const store = useStore();
  const { id } = record;
  const [restored, setRestored] = useState<Restored>();
  const [filters, setFilters] = useState(filtersAsked);
  useEffect(() => askHistory(undefined), []);
  const [isChoosing, setChoosing] = useState(false);
  const history = useHistory(type, id, filters);
  const forms = deployment.forms.filter(
    (form) => form.recordType === singularOf(type) && form.uniqueId in user.permitted_form,
  );
  const fields = fieldIndex(forms);
  const writable = mayEdit(user, type, record) ? namesIn(forms, user.permitted_form) : none;
  // An answer that the record protects is not known here: its mask would be sent in its place.
  const entries = history.data?.pages.flatMap((page) => page.data) ?? [];
  const earlier = (change: AnswerChange | EntryChange, index: number): JsonObject | undefined => {
    const { field } = change;
    if (filters.fields.length !== 1 || !writable.has(field.name)) return undefined;
    if (change.kind !== 'answer') return entryBefore(change, asJson(record[field.name]));
    if (isBlank(change.from) || isMask(change.from)) return undefined;
    return answerBefore(change, entries.slice(0, index + 1), record);
  };
  const asksAt = (index: number): AnswerAsks => ({
    onHistory: ({ field }) => setFilters({ forms: [], fields: [field.name] }),
    onRestore: (change) => {
      const data = earlier(change, index);
      return data && (() => setRestored({ change, data }));
    },
    isAsked: ({ field }) => isAsked(store, field.name),
  });
  const count = filters.forms.length + filters.fields.length;
  return (
    <section className="stack" aria-labelledby="record-history">
      <div className="history-title">
        <h2 id="record-history">
          <Trans id="record.panel.changes">Change log</Trans>
        </h2>
        <div className="panel-actions">
          {entries.length > 0 ? <PrintLog log={history} /> : null}
          <FilterButton count={count} onPress={() => setChoosing(true)} />
        </div>
      </div>
      {isChoosing ? (
        <Fetched onFailed={() => setChoosing(false)}>
          <ChangeFilterDialog
            forms={drawnForms(forms)}
            filters={filters}
            onChange={setFilters}
            onClose={() => setChoosing(false)}
          />
        </Fetched>
      ) : null}
      {count === 0 ? null : (
        <div>
          <Button kind="quiet" onPress={() => setFilters(no_change_filters)}>
            <Trans id="record.history.all">Show all changes</Trans>
          </Button>
        </div>
      )}
      {restored === undefined ? null : (
        <Fetched onFailed={() => setRestored(undefined)}>
          <RestoreDialog
            type={type}
            id={id}
            {...restored}
            options={deployment.options}
            onClose={() => setRestored(undefined)}
          />
        </Fetched>
      )}
      {history.isPending ? <Skeleton lines={6} /> : null}
      {history.isError ? (
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      ) : null}
      {history.isSuccess && entries.length === 0 ? (
        <EmptyState
          title={
            count === 0 ? (
              <Trans id="record.history.none">Nothing has been changed yet.</Trans>
            ) : (
              <Trans id="record.history.none_fits">No change fits these filters.</Trans>
            )
          }
        />
      ) : null}
      <ol className="history">
        {entries.map((entry, index) => (
          <HistoryRow key={index} {...{ entry, fields, deployment }} asks={asksAt(index)} />
        ))}
      </ol>
      {history.hasNextPage ? (
        <Button onPress={() => void history.fetchNextPage()} isPending={history.isFetchingNextPage}>
          <Trans id="record.history.more">Show older changes</Trans>
        </Button>
      ) : null}
    </section>
  );
}

interface HistoryRowProps {
  entry: HistoryEntry;
  fields: FieldIndex;
  deployment: Deployment;
  asks: AnswerAsks;
}

function HistoryRow({ entry, fields, deployment, asks }: HistoryRowProps) {
  const language = useLanguage();
  const changes = changesIn(entry, fields);
  return (
    <li>
      <p className="history-head">
        <time dateTime={entry.datetime}>
          <bdi>{formatDateTime(entry.datetime, language)}</bdi>
        </time>
        <ActionText entry={entry} />
      </p>
      <ChangeList
        changes={changes}
        options={deployment.options}
        isFolded={entry.action === 'create'}
        asks={asks}
      />
    </li>
  );
}

function ActionText({ entry }: { entry: HistoryEntry }) {
  const name = <bdi>{entry.user_name}</bdi>;
  switch (entry.action) {
    case 'create':
      return (
        <span>
          <Trans id="record.history.created" comment="{name} is a user name.">
            Registered by {name}
          </Trans>
        </span>
      );
    case 'flag':
    case 'unflag':
      return (
        <span>
          <Trans id="record.history.flagged" comment="{name} is a user name.">
            Flags changed by {name}
          </Trans>
        </span>
      );
    case 'merge':
      return (
        <span>
          <Trans id="record.history.merged" comment="{name} is a user name.">
            Cases merged by {name}
          </Trans>
        </span>
      );
    case 'unmerge':
      return (
        <span>
          <Trans id="record.history.unmerged" comment="{name} is a user name.">
            Merge of cases undone by {name}
          </Trans>
        </span>
      );
    case 'task_added':
    case 'task_given':
    case 'task_done':
      return (
        <span>
          <TaskStep entry={entry} />
        </span>
      );
    default:
      return (
        <span>
          <Trans id="record.history.changed" comment="{name} is a user name.">
            Changed by {name}
          </Trans>
        </span>
      );
  }
}

/** What somebody did with a task: that it was, not what it is about. */
function TaskStep({ entry }: { entry: HistoryEntry }) {
  const name = <bdi>{entry.user_name}</bdi>;
  const taker = entry.given_to ?? '';
  if (entry.action === 'task_added') {
    return <Trans id="record.history.task_added">Task set by {name}</Trans>;
  }
  if (entry.action === 'task_done') {
    return <Trans id="record.history.task_done">Task finished by {name}</Trans>;
  }
  const to = <bdi>{taker}</bdi>;
  return taker === '' ? (
    <Trans id="record.history.task_passed">Task given on by {name}</Trans>
  ) : (
    <Trans id="record.history.task_given">
      Task given to {to} by {name}
    </Trans>
  );
}
