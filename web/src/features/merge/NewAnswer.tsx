import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { pickText } from '../../shared/text/pick';
import type { Choice } from '../../shared/ui/choice';
import { ComboBox } from '../../shared/ui/ComboBox';
import { DateInput } from '../../shared/ui/DateInput';
import { Select } from '../../shared/ui/Select';
import { Skeleton } from '../../shared/ui/Skeleton';
import { TextField } from '../../shared/ui/TextField';
import { type Field, FieldType } from '../../shared/wire/forms';
import '../../shared/ui/fields.css';

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
  value: string;
  onChange: (value: string) => void;
}

/** A new answer to one field, in the way a form asks for it. */
export default function NewAnswer({ type, field, label, value, onChange }: NewAnswerProps) {
  switch (type) {
    case FieldType.date:
      return (
        <DateInput
          label={label}
          value={value === '' ? null : value}
          onChange={(day) => onChange(day ?? '')}
        />
      );
    case FieldType.select:
    case FieldType.radio:
      return <NewChoice {...{ type, field, label, value, onChange }} />;
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

function NewChoice({ field, label, value, onChange }: NewAnswerProps) {
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
