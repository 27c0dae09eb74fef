import { useLingui } from '@lingui/react/macro';
import type { Json } from '../../shared/forms/json';
import { isBlank, isList } from '../../shared/forms/json';
import { useWords } from '../../shared/forms/fields/answer-text';
import { formatList } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { useVocabulary } from '../../shared/records/useVocabulary';
import type { SystemKey } from './history';

/** Words for the keys of the system in the change log, and for what they can hold. */
export function useSystemText() {
  const { t } = useLingui();
  const language = useLanguage();
  const words = useWords();
  const vocabulary = useVocabulary({ withPlaces: false });
  const labels: Readonly<Record<SystemKey, string>> = {
    status: t({ id: 'record.key.status', message: 'Status' }),
    record_state: t({ id: 'record.key.record_state', message: 'Record in use' }),
    workflow: t({ id: 'record.key.workflow', message: 'Stage of work' }),
    owned_by: t({ id: 'record.information.owner', message: 'Responsible' }),
    hidden_name: t({ id: 'record.key.hidden_name', message: 'Name protected' }),
    has_photo: t({ id: 'record.key.has_photo', message: 'Has a photo' }),
    case_status_reopened: t({ id: 'record.key.reopened', message: 'Reopened' }),
    assigned_user_names: t({ id: 'record.information.assigned', message: 'Others with access' }),
  };
  const known: Readonly<Record<string, string>> = {
    open: t({ id: 'record.status.open', message: 'Open' }),
    closed: t({ id: 'record.status.closed', message: 'Closed' }),
    transferred: t({ id: 'record.status.transferred', message: 'Transferred' }),
    new: t({ id: 'record.workflow.new', message: 'New' }),
    reopened: t({ id: 'record.workflow.reopened', message: 'Reopened' }),
    assessment: t({ id: 'record.workflow.assessment', message: 'Assessment' }),
    case_plan: t({ id: 'record.workflow.case_plan', message: 'Case plan' }),
    service_provision: t({ id: 'record.workflow.service_provision', message: 'Services' }),
    services_implemented: t({
      id: 'record.workflow.services_implemented',
      message: 'Services provided',
    }),
    true: words.yes,
    false: words.no,
  };
  const one = (key: SystemKey, value: Json) =>
    ofLookups(vocabulary, key, String(value)) ?? known[String(value)] ?? String(value);
  return {
    label: (key: SystemKey) => labels[key],
    valueText: (key: SystemKey, value: Json | undefined): string => {
      if (value === undefined || isBlank(value)) return '';
      return isList(value) ? formatList(value.map(String), language) : one(key, value);
    },
  };
}

/** Where a deployment words the values; stages of work are those of services, too. */
const sources: Readonly<Partial<Record<SystemKey, readonly string[]>>> = {
  status: ['lookup-case-status'],
  workflow: ['lookup-workflow', 'lookup-service-response-type'],
};

function ofLookups(vocabulary: Vocabulary, key: SystemKey, id: string): string | undefined {
  return sources[key]?.map((source) => vocabulary.text(source, id)).find((text) => text !== id);
}
