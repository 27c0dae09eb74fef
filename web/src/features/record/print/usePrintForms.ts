import type { FormDefinition } from '../../../shared/forms/definition';
import { isObject } from '../../../shared/forms/json';
import { useUser } from '../../../shared/session/useSession';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import { singularOf } from '../../../shared/records/record-type';
import { drawnForms, formsOfRecord, groupsOf } from '../../../shared/forms/navigation';

/** The forms of the record that may be printed, in the order of the navigation. */
export function usePrintForms(
  forms: readonly FormDefinition[],
  type: RecordType,
  record: RecordData,
): readonly FormDefinition[] {
  const user = useUser();
  const shared = record['permitted_forms'];
  const ofRecord = formsOfRecord(forms, {
    permitted: user.permitted_form,
    recordType: singularOf(type),
    module: record.module_id ?? undefined,
  });
  return groupsOf(drawnForms(ofRecord))
    .flatMap((group) => group.forms)
    .filter((form) => !isObject(shared) || form.uniqueId in shared);
}
