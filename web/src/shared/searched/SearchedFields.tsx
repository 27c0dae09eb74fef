import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import * as v from 'valibot';
import { useLanguage } from '../i18n/useLanguage';
import { singularOf } from '../records/record-type';
import { headerTexts } from '../text/header-texts';
import { recordTypeTexts } from '../text/record-type-texts';
import { WorkTexts } from '../text/WorkTexts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ErrorState } from '../ui/ErrorState';
import { Skeleton } from '../ui/Skeleton';
import { call } from '../wire/client';
import type { RecordType } from '../wire/records';

const fields = v.array(v.looseObject({ name: v.string(), label: v.nullable(v.string()) }));
type Fields = v.InferOutput<typeof fields>;
const answer = v.object({
  data: v.object({ id_search: fields, phonetic: fields, phone_number: fields }),
});

interface SearchedFieldsProps {
  types: readonly RecordType[];
  onClose: () => void;
}

/** In which fields of the deployment each way of searching looks. */
export default function SearchedFields({ types, onClose }: SearchedFieldsProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Trans id="searched.title">Fields that are searched</Trans>}
      actions={
        <Button onPress={onClose}>
          <Trans id="searched.close">Close</Trans>
        </Button>
      }
    >
      <WorkTexts>
        {types.map((type) => (
          <OfType key={type} type={type} hasTitle={types.length > 1} />
        ))}
      </WorkTexts>
    </Dialog>
  );
}

function OfType({ type, hasTitle }: { type: RecordType; hasTitle: boolean }) {
  const { t, i18n } = useLingui();
  const locale = useLanguage();
  const query = { record_type: singularOf(type), locale };
  const found = useQuery({
    queryKey: ['searched_fields', query],
    queryFn: ({ signal }) => call('/searched_fields', answer, { query, signal }),
    staleTime: Infinity,
  });
  if (found.isPending) return <Skeleton lines={3} />;
  if (found.isError) {
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  const { id_search: ids, phonetic: names, phone_number: phones } = found.data.data;
  return (
    <>
      {hasTitle ? <h3>{i18n._(recordTypeTexts[type])}</h3> : null}
      <Way title={t({ id: 'search.by_id', message: 'By ID or number' })} fields={ids} />
      <Way title={t({ id: 'search.by_name', message: 'By name' })} fields={names} />
      <Way title={t({ id: 'search.by_phone', message: 'By phone number' })} fields={phones} />
    </>
  );
}

function Way({ title, fields: searched }: { title: string; fields: Fields }) {
  const { i18n } = useLingui();
  const words = searched.map(({ name, label }) => {
    const known = headerTexts[name];
    return label ?? (known === undefined ? name : i18n._(known));
  });
  return words.length === 0 ? null : (
    <p>
      <strong>{title}</strong>
      <br />
      {[...new Set(words)].map((word, index) => (
        <span key={word}>
          {index === 0 ? '' : ' · '}
          <bdi>{word}</bdi>
        </span>
      ))}
    </p>
  );
}
