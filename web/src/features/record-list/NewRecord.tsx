import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { pathTo, singularOf } from '../../shared/records/record-type';
import { useSettings } from '../../shared/definitions/useDefinitions';
import { useCan, useUser } from '../../shared/session/useSession';
import { newRecordTexts } from '../../shared/text/record-type-texts';
import { Icon } from '../../shared/ui/Icon';
import { LinkButton } from '../../shared/ui/LinkButton';
import { RecordType } from '../../shared/wire/records';

/** Few people work in several programmes: only they need the menu. */
const NewInModule = lazy(() => import('./NewInModule'));

interface NewRecordProps {
  type: RecordType;
}

/** The way to a new record; whoever works in several programmes says in which. */
export function NewRecord({ type }: NewRecordProps) {
  const { i18n } = useLingui();
  const mayCreate = useCan(type, 'create');
  const modules = useModulesOf(type);
  const text = i18n._(newRecordTexts[type]);
  const only = modules[0];
  if (!mayCreate || only === undefined) {
    return null;
  }
  // A new case begins with a search, which asks for the programme by itself.
  if (type === RecordType.case || modules.length === 1) {
    const to = type === RecordType.case ? '/cases/new' : pathTo(type, only.unique_id, 'new');
    return (
      <LinkButton to={to} kind="primary">
        <Icon name="plus" size={20} />
        {text}
      </LinkButton>
    );
  }
  return (
    <Suspense>
      <NewInModule type={type} text={text} modules={modules} />
    </Suspense>
  );
}

/** The programmes of the user in which records of the type exist. */
function useModulesOf(type: RecordType) {
  const { module_unique_ids: own } = useUser();
  const modules = useSettings()?.modules ?? [];
  return modules.filter(
    (module) =>
      own.includes(module.unique_id) && module.associated_record_types.includes(singularOf(type)),
  );
}
