import { useMemo } from 'react';
import { useForms } from '../../../shared/definitions/useDefinitions';
import { type FormDefinition, formDefinitions } from '../../../shared/forms/definition';
import { drawnForms, groupsOf } from '../../../shared/forms/navigation';
import { singularOf } from '../../../shared/records/record-type';
import { useUser } from '../../../shared/session/useSession';
import type { RecordType } from '../../../shared/wire/records';

/** The forms of the type that this person may read; undefined until they are there. */
export function usePrintableForms(type: RecordType): readonly FormDefinition[] | undefined {
  const sections = useForms();
  const user = useUser();
  return useMemo(() => {
    if (sections === undefined) return undefined;
    const open = formDefinitions(sections).filter(
      (form) =>
        form.recordType === singularOf(type) &&
        form.uniqueId in user.permitted_form &&
        (form.modules.length === 0 ||
          form.modules.some((module) => user.module_unique_ids.includes(module))),
    );
    return groupsOf(drawnForms(open)).flatMap(({ forms }) =>
      forms.toSorted((left, right) => left.order - right.order),
    );
  }, [sections, type, user]);
}
