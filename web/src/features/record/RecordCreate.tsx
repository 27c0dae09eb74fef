import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, useEffect, useMemo, useState } from 'react';
import type { FormDefinition } from '../../shared/forms/definition';
import { defaultValues } from '../../shared/forms/engine/defaults';
import { FormStore } from '../../shared/forms/engine/store';
import { createFileBox } from '../../shared/forms/fields/file-box';
import { newId } from '../../shared/forms/new-id';
import { forgetHandover, readHandover } from '../../shared/intake/handover';
import { useUser } from '../../shared/session/useSession';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Fetched } from '../../shared/ui/Fetched';
import { Skeleton } from '../../shared/ui/Skeleton';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import type { RecordType } from '../../shared/wire/records';
import type { ExtendedUser } from '../../shared/wire/user';
import { asValues } from './as-values';
import { type Deployment, useDeployment } from './deployment';
import { DraftNotice } from './DraftNotice';
import { EditorPage } from './EditorPage';
import { clockOf, formView } from './form-view';
import { takesIncomplete } from './incomplete';
import { case_to_link } from './link-created';
import { drawnForms, formsOfRecord } from '../../shared/forms/navigation';
import { draftOf, forgetDraft, keepDraft } from '../../shared/records/drafts';
import { pathTo, singularOf } from '../../shared/records/record-type';
import { QuickChoice } from './quick/QuickChoice';
import { quick_form_id, quickForm } from './quick/quick-form';
import { useQuick } from './quick/useQuick';
import { useNewTitle } from './useNewTitle';
import { useWayToCase } from './useWayToCase';

/** Hardly anybody comes here by such an address. */
const NothingToFill = lazy(() => import('./NothingToFill'));
const NewCaseHints = lazy(() => import('./tracing/NewCaseHints'));

interface RecordCreateProps {
  type: RecordType;
  module: string;
}

/** A new record of a module. */
export function RecordCreate({ type, module }: RecordCreateProps) {
  const user = useUser();
  const { deployment, error, retry } = useDeployment();
  const all = deployment?.forms;
  const permitted = user.permitted_form;
  const forms = useMemo(
    () => drawnForms(formsOfRecord(all ?? [], { permitted, recordType: singularOf(type), module })),
    [all, permitted, type, module],
  );
  const [round, setRound] = useState(0);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (deployment === undefined) return <Skeleton lines={8} />;
  const isTheirs = user.module_unique_ids.includes(module);
  if (!isTheirs || forms.length === 0) {
    return (
      <Fetched fallback={<Skeleton lines={8} />}>
        <NothingToFill type={type} modules={isTheirs ? [] : deployment.settings.modules} />
      </Fetched>
    );
  }
  const restart = () => setRound(round + 1);
  return <Creating key={round} {...{ type, module, deployment, forms }} onRestart={restart} />;
}

interface CreatingProps extends RecordCreateProps {
  deployment: Deployment;
  forms: readonly FormDefinition[];
  onRestart: () => void;
}

/** A new record begins with the defaults of its forms and what is known of the child already. */
function beginning(props: CreatingProps, permitted: ExtendedUser['permitted_form']) {
  const { type, module, deployment, forms } = props;
  const key = `${type}/new/${module}`;
  const draft = draftOf(key);
  const clock = clockOf(deployment);
  const files = draft?.files ?? createFileBox();
  const view = { deployment, permitted: {}, recordType: singularOf(type), module, files };
  const { now } = formView({ ...view, mode: 'new' });
  const initial = draft?.initial ?? defaultValues(forms, now());
  const quick =
    type === 'cases' ? quickForm({ forms, permitted, module: moduleOf(props) }) : undefined;
  const all = quick === undefined ? forms : [...forms, quick];
  const store = new FormStore({ forms: all, values: initial, clock });
  store.replace(draft?.values ?? asValues(readHandover()));
  const id = String(draft?.values['id'] ?? newId());
  return { key, store, files, id, quick, isDraft: draft !== undefined };
}

function moduleOf({ module, deployment }: CreatingProps) {
  return deployment.settings.modules.find((one) => one.unique_id === module);
}

function Creating(props: CreatingProps) {
  const { type, module, deployment, forms, onRestart } = props;
  const { t } = useLingui();
  const { permitted_form: permitted } = useUser();
  const [begun] = useState(() => beginning(props, permitted));
  const { key, store, files, id, isDraft } = begun;
  const quick = useQuick(begun.quick);
  const isQuick = quick.form !== undefined;
  // What was known of one child must not meet the next one.
  useEffect(() => forgetHandover, []);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const view = useMemo(() => {
    const recordType = singularOf(type);
    return formView({
      mode: 'new',
      deployment,
      permitted: { ...permitted, [quick_form_id]: 'rw' },
      recordType,
      module,
      files,
      checks: (form) => (form === quick_form_id) === isQuick,
    });
  }, [type, deployment, permitted, module, files, isQuick]);
  const number = id.slice(-7);
  const source = String(store.value('source_case_display_id') ?? '');
  const incidentCase = String(store.value('incident_case_id') ?? '');
  const leadsBack = incidentCase !== '' || store.value(case_to_link) !== undefined;
  const family = type === 'cases' ? String(store.value('family_id') ?? '') : '';
  const creation = useMemo(
    () => ({
      module_id: module,
      short_id: number,
      // The case it was begun from after a referral, so that both can be found together.
      ...(source === '' ? {} : { source_case_display_id: source }),
      ...(incidentCase === '' ? {} : { incident_case_id: incidentCase }),
      ...(family === '' ? {} : { family_id: family }),
    }),
    [module, number, source, incidentCase, family],
  );
  const forget = () => {
    forgetDraft(key);
    forgetHandover();
  };
  const toCase = useWayToCase(type, id);
  const saved = () => {
    forget();
    const text = t({ id: 'record.create.done', message: `Registered: ${number}` });
    notify({ key: 'record.saved', kind: NoticeKind.success, text });
    void queries.invalidateQueries({ queryKey: [type, 'list'] });
    if (!toCase(store.values)) void navigate({ to: `/${type}/${id}`, replace: true });
  };
  const discard = () => {
    forget();
    onRestart();
  };
  return (
    <EditorPage
      type={type}
      id={id}
      module={module}
      store={store}
      view={view}
      forms={quick.form === undefined ? forms : [quick.form]}
      title={useNewTitle(type)}
      revision={undefined}
      creation={creation}
      takesIncomplete={takesIncomplete(props.deployment)}
      leadsBack={leadsBack}
      onSaved={saved}
      onCancel={() => void navigate({ to: `/${type}` })}
      onKeepDraft={() =>
        keepDraft(key, {
          values: { ...store.values, id },
          initial: store.initial,
          revision: undefined,
          files,
          about: { type, path: pathTo(type, module, 'new'), isNew: true, clashes: 0 },
        })
      }
      onDiscard={forget}
      notice={() => (
        <>
          {isDraft ? <DraftNotice onDiscard={discard} /> : null}
          {begun.quick === undefined ? null : (
            <QuickChoice isQuick={isQuick} onChange={quick.want} />
          )}
          {type === 'cases' ? (
            <Fetched>
              <NewCaseHints store={store} />
            </Fetched>
          ) : null}
        </>
      )}
    />
  );
}
