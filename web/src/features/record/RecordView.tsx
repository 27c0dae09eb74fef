import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { lazy, useMemo, useState } from 'react';
import { FormStore } from '../../shared/forms/engine/store';
import { createFileBox } from '../../shared/forms/fields/file-box';
import type { FormView } from '../../shared/forms/fields/form-view';
import { useUser } from '../../shared/session/useSession';
import { Icon } from '../../shared/ui/Icon';
import { Fetched } from '../../shared/ui/Fetched';
import { PageHeading } from '../../shared/ui/PageHeading';
import { asValues } from './as-values';
import { EntryNotes } from './EntryNotes';
import { clockOf, formView } from './form-view';
import { lackingIn, takesIncomplete } from './incomplete';
import type { OpenRecordProps } from './RecordEdit';
import { mayEdit } from './record-actions';
import { RecordChips } from './RecordChips';
import { RecordFrame } from './RecordFrame';
import { RecordPanel } from './RecordPanel';
import type { RecordData } from '../../shared/wire/records';
import { displayId, pathTo, singularOf } from '../../shared/records/record-type';
import { useRecordTitle } from './useRecordTitle';

/** It asks many rights; the record is there to read before. */
const RecordActions = lazy(() => import('./RecordActions'));
const WorkflowStepper = lazy(() => import('./workflow/WorkflowStepper'));
const Presence = lazy(() => import('./presence/Presence'));
const PanelCount = lazy(() => import('./checks/PanelCount'));
const SavedLine = lazy(() => import('./checks/SavedLine'));
const LastLook = lazy(() => import('./panels/attention/LastLook'));
const AlertStrip = lazy(() => import('./panels/attention/AlertStrip'));
const DuplicateBanner = lazy(() => import('../../shared/merge/DuplicateBanner'));

/** A record to read. */
export function RecordView({ type, record, deployment, forms }: OpenRecordProps) {
  const user = useUser();
  const { data } = record;
  const module = data.module_id ?? undefined;
  const title = useRecordTitle(type, displayId(type, data));
  const store = useMemo(
    () => new FormStore({ forms, values: asValues(data), clock: clockOf(deployment) }),
    [forms, data, deployment],
  );
  const [isMerged, setMerged] = useState(false);
  const [note, setNote] = useState<FormView['FieldNote']>();
  const view = useMemo(
    () => ({
      ...formView({
        mode: 'view',
        deployment,
        permitted: user.permitted_form,
        recordType: singularOf(type),
        module,
        files: createFileBox(),
      }),
      FieldNote: note,
      EntryNote: EntryNotes,
    }),
    [deployment, user.permitted_form, type, module, note],
  );
  return (
    <RecordFrame
      type={type}
      recordType={singularOf(type)}
      module={module}
      store={store}
      view={view}
      forms={forms}
      heading={
        <>
          <PageHeading
            title={title}
            actions={
              <>
                {mayEdit(user, type, data) && !isMerged ? (
                  <Link className="button button-primary" to={pathTo(type, data.id, 'edit')} search>
                    <Icon name="edit" size={20} />
                    <Trans id="record.edit.action">Edit</Trans>
                  </Link>
                ) : null}
                <Fetched fallback={<span className="record-actions-place" />}>
                  <RecordActions type={type} record={data} deployment={deployment} />
                </Fetched>
              </>
            }
          >
            <bdi>{title}</bdi>
          </PageHeading>
          <RecordChips record={data} deployment={deployment} />
          <Fetched fallback={<p className="record-saved" />}>
            <SavedLine
              at={data['last_updated_at'] ?? data['created_at']}
              lacking={() => (takesIncomplete(deployment) ? lackingIn(view, store) : 0)}
            />
          </Fetched>
        </>
      }
      notices={(goTo) => (
        <>
          <Fetched>
            <Presence type={type} id={data.id} mode="view" />
          </Fetched>
          {type === 'cases' && isOneOfTwo(data) ? (
            <Fetched>
              <DuplicateBanner id={data.id} onMerged={setMerged} />
            </Fetched>
          ) : null}
          {type === 'cases' ? (
            <Fetched fallback={<div className="workflow-place" />}>
              <WorkflowStepper record={data} deployment={deployment} goTo={goTo} />
            </Fetched>
          ) : null}
          <Fetched>
            <LastLook type={type} id={data.id} forms={forms} goTo={goTo} onNote={setNote} />
          </Fetched>
          {data.alert_count ? (
            <Fetched>
              <AlertStrip
                type={type}
                id={data.id}
                deployment={deployment}
                forms={forms}
                goTo={goTo}
              />
            </Fetched>
          ) : null}
        </>
      )}
      countOf={(panel, describes) => (
        <PanelCount panel={panel} describes={describes} type={type} record={data} />
      )}
      panel={(panel) => (
        <RecordPanel id={panel} type={type} record={record} deployment={deployment} />
      )}
    />
  );
}

/** Whether the case is a duplicate, or has one. */
function isOneOfTwo({ duplicate_case_id: original, duplicates }: RecordData): boolean {
  return Boolean(original) || (Array.isArray(duplicates) && duplicates.length > 0);
}
