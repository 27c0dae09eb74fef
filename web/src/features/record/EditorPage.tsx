import { Trans } from '@lingui/react/macro';
import { type ComponentProps, lazy, type ReactNode, useEffect, useRef } from 'react';
import type { FormDefinition } from '../../shared/forms/definition';
import { useAllProblems } from '../../shared/forms/engine/hooks';
import type { FormStore } from '../../shared/forms/engine/store';
import type { FormView } from '../../shared/forms/fields/form-view';
import type { JsonObject } from '../../shared/forms/json';
import { Button } from '../../shared/ui/Button';
import { Fetched } from '../../shared/ui/Fetched';
import { fetchDialogs } from '../../shared/ui/Dialog';
import { PageHeading } from '../../shared/ui/PageHeading';
import { media, useMedia } from '../../shared/ui/useMedia';
import type { RecordType } from '../../shared/wire/records';
import type { Target } from './FormPart';
import { addOpenForm } from '../../shared/lock/open-work';
import { LeaveGuard } from './LeaveGuard';
import { fetchDelivery } from './editor-session';
import { OpenEditorContext } from './open-editor';
import { RecordFrame } from './RecordFrame';
import type { CountOf } from './RecordNavigation';
import { singularOf } from '../../shared/records/record-type';
import { settle } from './settle';
import { SaveStateText } from './SaveState';
import { type Editor, useEditor } from './useEditor';

const fetchSummary = () => import('./ErrorSummary');
const ErrorSummary = lazy(fetchSummary);
const SavedLine = lazy(() => import('./checks/SavedLine'));
/** It comes when somebody else changed the same answers. */
const ConflictDialog = lazy(() => import('./ConflictDialog'));

interface EditorPageProps {
  type: RecordType;
  id: string;
  module: string | undefined;
  store: FormStore;
  view: FormView;
  forms: readonly FormDefinition[];
  title: string;
  revision: number | undefined;
  /** Keys of a new record beside its answers; undefined when the record exists. */
  creation: JsonObject | undefined;
  /** When it was last saved; absent for a new record. */
  savedAt?: unknown;
  /** Whether the deployment takes records that lack required answers. */
  takesIncomplete: boolean;
  /** Saving leads back to the case for which it is made. */
  leadsBack?: boolean;
  onSaved: (goOn?: () => void) => void;
  onCancel: () => void;
  /** With the number of answers on which somebody must still decide. */
  onKeepDraft: (clashes: number) => void;
  onDiscard: () => void;
  /** Above the form: a draft, where the case stands. */
  notice?: (goTo: (target: Target) => void) => ReactNode;
  panel?: (id: string) => ReactNode;
  countOf?: CountOf;
}

/** When the app locks itself, what is typed becomes a draft and the form goes away. */
function useLockedAway({ store, onKeepDraft }: EditorPageProps, { state, clashes }: Editor): void {
  const latest = useRef({ state, clashes, onKeepDraft });
  useEffect(() => {
    latest.current = { state, clashes, onKeepDraft };
  });
  useEffect(
    () =>
      addOpenForm({
        canBePutAway: () => latest.current.state.phase !== 'saving',
        isDirty: () => store.isDirty,
        putAway: () => {
          settle(store);
          latest.current.onKeepDraft(latest.current.clashes);
        },
      }),
    [store],
  );
}

/** A form being filled in: with its buttons, what is wrong, and the questions on the way out. */
export function EditorPage(props: EditorPageProps) {
  const { type, store, view, forms, title, notice, panel } = props;
  const editor = useEditor(props);
  useEffect(fetchForLater, []);
  useLockedAway(props, editor);
  const isNarrow = useMedia(media.narrow);
  const around = { store, saveAnd: editor.saveAnd };
  const buttons = (
    <SaveButtons editor={editor} onCancel={props.onCancel} leadsBack={props.leadsBack} />
  );
  return (
    <>
      <RecordFrame
        type={type}
        recordType={singularOf(type)}
        module={props.module}
        store={store}
        view={view}
        forms={forms}
        countOf={props.countOf}
        heading={
          <div className="record-heading">
            <PageHeading title={title} actions={isNarrow ? undefined : buttons} />
            {isNarrow && props.savedAt === undefined ? null : (
              <Saved at={props.savedAt} store={isNarrow ? undefined : store} />
            )}
            {isNarrow ? null : <SaveStateText state={editor.state} onStop={editor.stopSending} />}
          </div>
        }
        notices={(goTo) => (
          <>
            {notice?.(goTo)}
            <Problems
              store={store}
              forms={forms}
              refusals={editor.refusals}
              goTo={goTo}
              onSaveIncomplete={props.takesIncomplete ? editor.saveIncomplete : undefined}
            />
          </>
        )}
        {...(panel === undefined
          ? {}
          : {
              panel: (id: string) => (
                <OpenEditorContext value={around}>{panel(id)}</OpenEditorContext>
              ),
            })}
      />
      {isNarrow ? (
        <div className="record-save-bar">
          <Saved store={store} />
          <SaveStateText state={editor.state} onStop={editor.stopSending} />
          <div className="record-save-buttons">{buttons}</div>
        </div>
      ) : null}
      {editor.state.phase === 'conflict' ? (
        <Fetched onFailed={editor.giveUp}>
          <ConflictDialog
            meeting={editor.state.meeting}
            options={view.options}
            onResolve={editor.resolve}
            onClose={editor.giveUp}
          />
        </Fetched>
      ) : null}
      <LeaveGuard
        isDirty={() => store.isDirty && editor.state.phase !== 'saving'}
        onKeep={() => props.onKeepDraft(editor.clashes)}
        onDiscard={props.onDiscard}
      />
    </>
  );
}

/** What is needed when saving is refused or a dialog opens, perhaps without a connection then. */
function fetchForLater(): void {
  fetchDialogs();
  fetchDelivery();
  void fetchSummary();
}

function Saved(props: ComponentProps<typeof SavedLine>) {
  return (
    <Fetched fallback={<p className="record-saved" />}>
      <SavedLine {...props} />
    </Fetched>
  );
}

function Problems(props: ComponentProps<typeof ErrorSummary>) {
  const hasProblems = useAllProblems(props.store).length > 0;
  if (!hasProblems) return null;
  return (
    <Fetched>
      <ErrorSummary {...props} />
    </Fetched>
  );
}

interface SaveButtonsProps {
  editor: Editor;
  onCancel: () => void;
  leadsBack: boolean | undefined;
}

function SaveButtons({ editor, onCancel, leadsBack }: SaveButtonsProps) {
  const isSaving = editor.state.phase === 'saving';
  return (
    <>
      <Button onPress={onCancel} isDisabled={isSaving}>
        <Trans id="form.confirm.cancel">Cancel</Trans>
      </Button>
      <Button kind="primary" onPress={editor.save} isPending={isSaving}>
        {isSaving ? (
          <Trans id="record.save.running">Saving…</Trans>
        ) : leadsBack === true ? (
          <Trans id="record.save.return">Save and return</Trans>
        ) : (
          <Trans id="record.save.action">Save</Trans>
        )}
      </Button>
    </>
  );
}
