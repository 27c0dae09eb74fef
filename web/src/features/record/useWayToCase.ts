import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { JsonObject } from '../../shared/forms/json';
import { pathTo } from '../../shared/records/record-type';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import type { RecordType } from '../../shared/wire/records';
import { case_to_link, isLinkedType, linkCreated } from './link-created';
import { recordKey } from './useRecord';

const panels = { registry_records: 'case_relationships', families: 'family_from_case' } as const;

const idIn = (values: JsonObject, name: string) => String(values[name] ?? '');

/**
 * The way back to the case for which a record was made: an incident already names its case; a case
 * is made to name a registry record or a family. False where there is no such case.
 */
export function useWayToCase(type: RecordType, id: string): (values: JsonObject) => boolean {
  const { t } = useLingui();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const failed = t({
    id: 'record.create.unlinked',
    message: 'It is registered, but the case does not name it yet. Link it here by its name.',
  });
  const back = (to: string, form: string) =>
    void navigate({ to: pathTo('cases', to), search: { form }, replace: true });
  return (values) => {
    const incidentOf = idIn(values, 'incident_case_id');
    if (incidentOf !== '') {
      back(incidentOf, 'incident_from_case');
      return true;
    }
    const linkTo = idIn(values, case_to_link);
    if (linkTo === '' || !isLinkedType(type)) return false;
    void linkCreated(type, linkTo, id)
      .catch(() => notify({ key: 'record.unlinked', kind: NoticeKind.error, text: failed }))
      .finally(() => {
        void queries.invalidateQueries({ queryKey: recordKey('cases', linkTo) });
        back(linkTo, panels[type]);
      });
    return true;
  };
}
