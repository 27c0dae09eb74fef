import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { useVocabulary } from '../../../../shared/records/useVocabulary';
import { Button } from '../../../../shared/ui/Button';
import { ComboBox } from '../../../../shared/ui/ComboBox';
import { Fetched } from '../../../../shared/ui/Fetched';
import { RadioGroup } from '../../../../shared/ui/RadioGroup';
import { TextField } from '../../../../shared/ui/TextField';
import { type LinkedSearch, SearchWay } from './linked-search';

const LongComboBox = lazy(() => import('../../../../shared/forms/fields/LongComboBox'));

/** From here on only the rows in sight are drawn. */
const long_list = 100;

interface LinkedSearchFormProps {
  last: LinkedSearch | undefined;
  onSearch: (search: LinkedSearch) => void;
}

/** By name, number or place: one of them, which must be given. */
export function LinkedSearchForm({ last, onSearch }: LinkedSearchFormProps) {
  const { t } = useLingui();
  const [way, setWay] = useState<SearchWay>(last?.way ?? SearchWay.name);
  const [value, setValue] = useState(last?.value ?? '');
  const [isMissing, setMissing] = useState(false);
  const texts = useWayTexts();
  const search = () => {
    const given = value.trim();
    setMissing(given === '');
    if (given !== '') onSearch({ way, value: given });
  };
  const missing = isMissing
    ? t({ id: 'panel.find.missing', message: 'Say what to search for.' })
    : undefined;
  return (
    <form
      className="stack"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <RadioGroup
        label={t({ id: 'panel.find.way', message: 'Search by' })}
        orientation="horizontal"
        choices={Object.values(SearchWay).map((id) => ({ id, text: texts[id] }))}
        value={way}
        onChange={(chosen) => {
          setWay(Object.values(SearchWay).find((one) => one === chosen) ?? way);
          setValue('');
          setMissing(false);
        }}
      />
      {way === SearchWay.place ? (
        <PlaceField label={texts.place} {...{ value, missing }} onChange={setValue} />
      ) : (
        <TextField
          label={texts[way]}
          description={
            way === SearchWay.name
              ? t({ id: 'panel.find.sounds', message: 'Names that sound alike are found, too.' })
              : undefined
          }
          isRequired
          value={value}
          onChange={setValue}
          errorMessage={missing}
        />
      )}
      <div className="panel-actions">
        <Button kind="primary" type="submit">
          <Trans id="panel.find.search">Search</Trans>
        </Button>
      </div>
    </form>
  );
}

interface PlaceFieldProps {
  label: string;
  value: string;
  missing: string | undefined;
  onChange: (code: string) => void;
}

/** Places are many, so they are read only by who searches by one. */
function PlaceField({ label, value, missing, onChange }: PlaceFieldProps) {
  const { choices } = useVocabulary({ withPlaces: true });
  const places = choices('Location', '');
  const shared = {
    label,
    description: undefined,
    errorMessage: missing,
    isRequired: true,
    choices: places,
    value: value === '' ? null : value,
    onChange: (code: string | null) => onChange(code ?? ''),
  };
  return places.length < long_list ? (
    <ComboBox {...shared} menuTrigger="focus" />
  ) : (
    <Fetched>
      <LongComboBox {...shared} />
    </Fetched>
  );
}

function useWayTexts(): Readonly<Record<SearchWay, string>> {
  const { t } = useLingui();
  return {
    name: t({ id: 'panel.registry.name', message: 'Name' }),
    number: t({ id: 'panel.registry.number', message: 'Number' }),
    place: t({ id: 'panel.find.place', message: 'Place' }),
  };
}
