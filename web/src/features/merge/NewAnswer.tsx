import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { peopleQuery } from '../../shared/merge/merge.wire';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { pickText } from '../../shared/text/pick';
import type { Choice } from '../../shared/ui/choice';
import { CheckboxGroup } from '../../shared/ui/CheckboxGroup';
import { ManyChoices } from '../../shared/ui/ManyChoices';
import { ComboBox } from '../../shared/ui/ComboBox';
import { DateInput } from '../../shared/ui/DateInput';
import { Select } from '../../shared/ui/Select';
import { Skeleton } from '../../shared/ui/Skeleton';
import { TextField } from '../../shared/ui/TextField';
import { type Field, FieldType } from '../../shared/wire/forms';
import '../../shared/ui/fields.css';
import type { Typed } from './choices';

const DateTimePicker = lazy(() => import('../../shared/forms/fields/DateTimePicker'));
const LongComboBox = lazy(() => import('../../shared/forms/fields/LongComboBox'));

/** Up to here a list that opens is enough; above it, typing narrows it. */
const short_list = 8;
/** From here on only the rows in sight are drawn. */
const long_list = 100;

const bare = { description: undefined, errorMessage: undefined, isRequired: false };

export interface NewAnswerProps {
  type: string;
  field: Field | undefined;
  label: string;
  /** As it goes to the server; empty for none. */
  value: Typed;
  onChange: (value: Typed) => void;
}

interface OneProps extends NewAnswerProps {
  value: string;
}

const noLeave = () => undefined;

/** A new answer to one field, in the way a form asks for it. */
export default function NewAnswer(props: NewAnswerProps) {
  const { type, field, value } = props;
  if (type === FieldType.select && field?.multi_select === true) {
    return <NewChoices {...props} value={typeof value === 'string' ? [] : value} />;
  }
  return <OneAnswer {...props} value={typeof value === 'string' ? value : ''} />;
}

function OneAnswer({ type, field, label, value, onChange }: OneProps) {
  switch (type) {
    case FieldType.date:
      return field?.date_include_time === true ? (
        <Suspense fallback={<Skeleton lines={2} />}>
          <DateTimePicker
            {...bare}
            label={label}
            value={value === '' ? null : value}
            onChange={(moment) => onChange(moment ?? '')}
            onBlur={noLeave}
          />
        </Suspense>
      ) : (
        <DateInput
          label={label}
          value={value === '' ? null : value}
          onChange={(day) => onChange(day ?? '')}
        />
      );
    case FieldType.select:
    case FieldType.radio:
      return field?.option_strings_source === 'User' ? (
        <NewPerson {...{ label, value, onChange }} />
      ) : (
        <NewChoice {...{ type, field, label, value, onChange }} />
      );
    default:
      return (
        <TextField
          label={label}
          rows={type === FieldType.textarea ? 4 : 1}
          {...(type === FieldType.number ? { inputMode: 'numeric' as const } : {})}
          value={value}
          onChange={onChange}
        />
      );
  }
}

interface ManyProps extends NewAnswerProps {
  value: readonly string[];
}

/** Several options: all of a short list, those of a long one by typing. */
function NewChoices({ field, label, value, onChange }: ManyProps) {
  const ofForm = useChoices(field);
  const isOfPeople = field?.option_strings_source === 'User';
  const people = usePeople(isOfPeople);
  const choices = isOfPeople ? people : ofForm;
  if (choices === undefined) return <Skeleton lines={2} />;
  const props = { label, choices };
  return choices.length <= short_list ? (
    <CheckboxGroup {...props} value={[...value]} onChange={onChange} />
  ) : (
    <ManyChoices {...props} value={value} onChange={onChange} />
  );
}

/** Somebody who works here; when nobody can be listed, the name of a user can still be typed. */
function NewPerson({ label, value, onChange }: Pick<OneProps, 'label' | 'value' | 'onChange'>) {
  const people = usePeople(true);
  if (people === undefined) return <Skeleton lines={2} />;
  if (people.length === 0) {
    return <TextField label={label} value={value} onChange={onChange} autoCapitalize="none" />;
  }
  return (
    <ComboBox
      label={label}
      choices={people}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      menuTrigger="focus"
    />
  );
}

/** Those who can work on cases, if there is need to ask; undefined until the answer is there. */
function usePeople(isNeeded: boolean): readonly Choice[] | undefined {
  const found = useQuery({ ...peopleQuery, enabled: isNeeded });
  if (found.isPending) return undefined;
  return (found.data ?? []).map(({ user_name: id, full_name: name }) => ({
    id,
    text: name ? `${name} (${id})` : id,
  }));
}

function NewChoice({ field, label, value, onChange }: OneProps) {
  const { t } = useLingui();
  const choices = useChoices(field);
  const shared = {
    label,
    choices,
    value: value === '' ? null : value,
    onChange: (id: string | null) => onChange(id ?? ''),
  };
  if (choices.length <= short_list) {
    const placeholder = t({ id: 'merge.typed.placeholder', message: 'Choose an option' });
    return <Select {...shared} placeholder={placeholder} />;
  }
  if (choices.length < long_list) return <ComboBox {...shared} menuTrigger="focus" />;
  return (
    <Suspense fallback={<Skeleton lines={2} />}>
      <LongComboBox {...shared} {...bare} />
    </Suspense>
  );
}

/** The options in use: one that was retired is not given anew. */
function useChoices(field: Field | undefined): readonly Choice[] {
  const language = useLanguage();
  const source = field?.option_strings_source ?? '';
  const vocabulary = useVocabulary({ withPlaces: source.endsWith('Location') });
  const known =
    source === ''
      ? (field?.option_strings_text ?? []).map(({ id, display_text, disabled }) => ({
          id,
          text: pickText(display_text, language) || id,
          isDisabled: disabled,
        }))
      : vocabulary.choices(source, field?.name ?? '');
  return known.filter(({ isDisabled }) => isDisabled !== true);
}
