import type { FieldTexts } from './FieldParts';

/** What a picker of days is given. */
export interface DatePickerProps extends FieldTexts {
  /** `YYYY-MM-DD`, or null for none. Anything else shows as empty. */
  value: string | null;
  onChange: (value: string | null) => void;
  minValue?: string;
  maxValue?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  onBlur?: () => void;
}
