import { useLingui } from '@lingui/react/macro';
import type { Json } from '../../shared/forms/json';
import { isBlank, isList } from '../../shared/forms/json';
import { useWords } from '../../shared/forms/fields/answer-text';
import { formatList, formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { filterTexts } from '../../shared/text/filter-texts';
import type { SystemKey } from './history';

/** Words for the keys of the system in the change log, and for what they can hold. */
export function useSystemText() {
  const { t, i18n } = useLingui();
  const language = useLanguage();
  const words = useWords();
  const vocabulary = useVocabulary({ withPlaces: false });
  const labels: Readonly<Partial<Record<SystemKey, string>>> = {
    hidden_name: t({ id: 'record.key.hidden_name', message: 'Name protected' }),
    case_status_reopened: t({ id: 'record.key.reopened', message: 'Reopened' }),
    incidents: t({ id: 'record.panel.incidents', message: 'Incidents' }),
    case_relationships: t({ id: 'record.panel.links', message: 'Linked records' }),
    matched_traces: t({ id: 'record.panel.traces', message: 'Sought children and matches' }),
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
    // Most of these keys filter lists, too: one thing has one name.
    label: (key: SystemKey): string => {
      const ofFilter = filterTexts[key];
      return labels[key] ?? (ofFilter === undefined ? key : i18n._(ofFilter));
    },
    valueText: (key: SystemKey, value: Json | undefined): string => {
      if (value === undefined || isBlank(value)) return '';
      if (isList(value) && counted.has(key)) return formatNumber(value.length, language);
      return isList(value) ? formatList(value.map(String), language) : one(key, value);
    },
  };
}

/** Lists of other records, of which only the length is told. */
const counted: ReadonlySet<SystemKey> = new Set([
  'incidents',
  'case_relationships',
  'matched_traces',
]);

/** Where a deployment words the values; stages of work are those of services, too. */
const sources: Readonly<Partial<Record<SystemKey, readonly string[]>>> = {
  status: ['lookup-case-status'],
  workflow: ['lookup-workflow', 'lookup-service-response-type'],
};

function ofLookups(vocabulary: Vocabulary, key: SystemKey, id: string): string | undefined {
  return sources[key]?.map((source) => vocabulary.text(source, id)).find((text) => text !== id);
}
