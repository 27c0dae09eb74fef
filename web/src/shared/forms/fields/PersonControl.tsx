import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { ComboBox } from '../../ui/ComboBox';
import { useAnswer, useStore, useTopic } from '../engine/hooks';
import type { JsonObject } from '../json';
import { chosenIds } from '../options';
import { ClearButton } from './ClearButton';
import { type Colleague, type ControlProps, useFormView } from './form-view';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

/** What decides who may be chosen. */
function deciding(values: JsonObject): string {
  const keys = ['service_type', 'service_implementing_agency', 'service_delivery_location'];
  return JSON.stringify(keys.map((key) => values[key] ?? null));
}

type People = readonly Colleague[] | 'failed' | undefined;

function usePeople(): People {
  const view = useFormView();
  const store = useStore();
  const key = useTopic(store, 'change', () => deciding(store.values));
  const [found, setFound] = useState<{ key: string; people: People }>();
  useEffect(() => {
    let live = true;
    const tell = (people: People) => (live ? setFound({ key, people }) : undefined);
    view.colleagues(store.values).then(tell, () => tell('failed'));
    return () => {
      live = false;
    };
  }, [view, store, key]);
  return found?.key === key ? found.people : undefined;
}

/** A colleague who can take this on; choosing one fills in where they work. */
export default function PersonControl({ field }: ControlProps) {
  const store = useStore();
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const people = usePeople();
  const [chosen] = chosenIds(value);
  const list = typeof people === 'object' ? people : [];
  const missing = chosen !== undefined && !list.some((one) => one.id === chosen) ? [chosen] : [];
  const choose = (id: string | null) => {
    const person = list.find((one) => one.id === id);
    if (person?.agency !== undefined) store.set('service_implementing_agency', person.agency);
    if (person?.place !== undefined) store.set('service_delivery_location', person.place);
    set(id);
  };
  return (
    <div className="select-slot">
      <ComboBox
        {...texts}
        description={
          people === 'failed' ? (
            <Trans id="form.person.failed">
              The list of colleagues cannot be reached right now.
            </Trans>
          ) : (
            texts.description
          )
        }
        choices={[...missing.map((id) => ({ id, text: id })), ...list]}
        value={chosen ?? null}
        onChange={choose}
        onBlur={leave}
        menuTrigger="focus"
      />
      {chosen === undefined ? null : <ClearButton label={texts.label} onPress={() => set(null)} />}
    </div>
  );
}
