import { useLingui } from '@lingui/react/macro';
import { useVocabulary } from '../records/useVocabulary';
import { Facts } from '../ui/Facts';
import { type RecordData, RecordType } from '../wire/records';
import { useShownFields } from './useShownFields';

interface KnownFactsProps {
  type?: RecordType;
  record: RecordData;
}

/** The little that a search shows of a case of somebody else. */
export function KnownFacts({ type = RecordType.case, record }: KnownFactsProps) {
  const { t } = useLingui();
  const vocabulary = useVocabulary({ withPlaces: false });
  const age = record['age'];
  const shown = useShownFields(type, record);
  return (
    <Facts
      facts={[
        {
          label: t({ id: 'transfer_request.number', message: 'Case' }),
          value: textOf(record['case_id_display']) || textOf(record['short_id']),
        },
        {
          label: t({ id: 'transfer_request.name', message: 'Name' }),
          value: textOf(record['name']),
        },
        {
          label: t({ id: 'transfer_request.age', message: 'Age' }),
          value: typeof age === 'number' ? String(age) : '',
        },
        {
          label: t({ id: 'transfer_request.sex', message: 'Sex' }),
          value: vocabulary.text('lookup-gender', textOf(record['sex'])),
        },
        {
          label: t({ id: 'transfer_request.owner', message: 'Owner' }),
          value: textOf(record['owned_by']),
        },
        {
          label: t({ id: 'transfer_request.agency', message: 'Agency' }),
          value: vocabulary.text('Agency', textOf(record['owned_by_agency_id'])),
        },
        ...shown,
      ]}
    />
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
