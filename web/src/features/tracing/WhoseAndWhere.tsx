import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import LongComboBox from '../../shared/forms/fields/LongComboBox';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { DateInput } from '../../shared/ui/DateInput';
import { TextField } from '../../shared/ui/TextField';
import type { WorkFiltersProps } from './work-list.wire';

/** By whose work, from where and since when the list is narrowed. */
export default function WhoseAndWhere({ filter, onChange }: WorkFiltersProps) {
  const { t } = useLingui();
  const places = useVocabulary({ withPlaces: true }).choices('Location', '');
  const [owner, setOwner] = useState(filter.owner);
  const takeOwner = () => {
    const name = owner.trim();
    if (name !== filter.owner) onChange({ owner: name, page: 1 });
  };
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          takeOwner();
        }}
      >
        <TextField
          label={t({ id: 'tracing.work.owner', message: 'Responsible (user name)' })}
          textDirection="ltr"
          autoComplete="off"
          value={owner}
          onChange={setOwner}
          onBlur={takeOwner}
        />
      </form>
      {places.length === 0 ? null : (
        <LongComboBox
          label={t({ id: 'tracing.after.place', message: 'Place' })}
          description={undefined}
          errorMessage={undefined}
          isRequired={false}
          choices={places}
          value={filter.location === '' ? null : filter.location}
          onChange={(id) => onChange({ location: id ?? '', page: 1 })}
        />
      )}
      <DateInput
        label={t({ id: 'tracing.work.since', message: 'Found since' })}
        value={filter.since === '' ? null : filter.since}
        onChange={(day) => onChange({ since: day ?? '', page: 1 })}
      />
    </>
  );
}
