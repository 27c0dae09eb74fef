import { useLingui } from '@lingui/react/macro';
import { lazy, useMemo, useState } from 'react';
import type { FormDefinition } from '../../shared/forms/definition';
import { FormStore } from '../../shared/forms/engine/store';
import { createFileBox } from '../../shared/forms/fields/file-box';
import { useUser } from '../../shared/session/useSession';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { Fetched } from '../../shared/ui/Fetched';
import type { RecordType } from '../../shared/wire/records';
import { asValues } from './as-values';
import type { Deployment } from './deployment';
import { DraftNotice } from './DraftNotice';
import { EditorPage } from './EditorPage';
import { clockOf, formView } from './form-view';
import { takesIncomplete } from './incomplete';
import type { Versioned } from './record.wire';
import { draftOf, forgetDraft, keepDraft } from '../../shared/records/drafts';
import { displayId, pathTo, singularOf } from '../../shared/records/record-type';
import { RecordPanel } from './RecordPanel';
import { useProtection } from './useProtection';
import { useRecordTitle } from './useRecordTitle';
import { useWayOut } from './useWayOut';

const PanelCount = lazy(() => import('./checks/PanelCount'));
const Presence = lazy(() => import('./presence/Presence'));
const WorkflowStepper = lazy(() => import('./workflow/WorkflowStepper'));

export interface OpenRecordProps {
  type: RecordType;
  record: Versioned;
  deployment: Deployment;
  forms: readonly FormDefinition[];
}

/** What an editor begins with: the record as it is now, or a draft from before. */
function beginning({ type, record, deployment, forms }: OpenRecordProps) {
  const key = `${type}/${record.data.id}`;
  const draft = draftOf(key);
  const initial = draft?.initial ?? asValues(record.data);
  const store = new FormStore({ forms, values: initial, clock: clockOf(deployment) });
  if (draft !== undefined) store.replace(draft.values);
  return {
    key,
    store,
    files: draft?.files ?? createFileBox(),
    revision: draft === undefined ? record.revision : draft.revision,
    isDraft: draft !== undefined,
  };
}

/** A record to change. */
export function RecordEdit(props: OpenRecordProps) {
  const [round, setRound] = useState(0);
  return <Editing key={round} {...props} onRestart={() => setRound(round + 1)} />;
}

function Editing(props: OpenRecordProps & { onRestart: () => void }) {
  const { type, record, deployment, forms, onRestart } = props;
  const { t } = useLingui();
  const { permitted_form: permitted } = useUser();
  const [{ key, store, files, revision, isDraft }] = useState(() => beginning(props));
  const { id, module_id: moduleId } = record.data;
  const wayOut = useWayOut(type, id);
  const protection = useProtection({ type, id, store });
  const module = moduleId ?? undefined;
  const view = useMemo(() => {
    const recordType = singularOf(type);
    return formView({ mode: 'edit', deployment, permitted, recordType, module, files, protection });
  }, [type, deployment, permitted, module, files, protection]);
  const number = displayId(type, record.data);
  const title = useRecordTitle(type, number);
  const saved = (goOn?: () => void) => {
    forgetDraft(key);
    const text = t({ id: 'record.save.done', message: `Saved: ${number}` });
    notify({ key: 'record.saved', kind: NoticeKind.success, text });
    wayOut.afterSave(goOn);
  };
  const discard = () => {
    forgetDraft(key);
    onRestart();
  };
  return (
    <EditorPage
      type={type}
      id={id}
      module={module}
      store={store}
      view={view}
      forms={forms}
      title={t({ id: 'record.edit.title', message: `Edit: ${title}` })}
      revision={revision}
      creation={undefined}
      takesIncomplete={takesIncomplete(deployment)}
      savedAt={record.data['last_updated_at'] ?? record.data['created_at']}
      onSaved={saved}
      onCancel={wayOut.back}
      onKeepDraft={(clashes) =>
        keepDraft(key, {
          values: store.values,
          initial: store.initial,
          revision,
          files,
          about: { type, path: pathTo(type, id, 'edit'), isNew: false, clashes },
        })
      }
      onDiscard={() => forgetDraft(key)}
      notice={(goTo) => (
        <>
          <Fetched>
            <Presence type={type} id={id} mode="edit" />
          </Fetched>
          {isDraft ? <DraftNotice onDiscard={discard} /> : null}
          {type === 'cases' ? (
            <Fetched fallback={<div className="workflow-place" />}>
              <WorkflowStepper record={record.data} deployment={deployment} goTo={goTo} />
            </Fetched>
          ) : null}
        </>
      )}
      countOf={(panel, describes) => (
        <PanelCount panel={panel} describes={describes} type={type} record={record.data} />
      )}
      panel={(panel) => (
        <RecordPanel id={panel} type={type} record={record} deployment={deployment} />
      )}
    />
  );
}
