import { useLingui } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { FieldLabel } from './FieldParts';
import { Icon } from './Icon';

export interface SearchFieldProps {
  label: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  value: string;
  onChange: (value: string) => void;
  onSubmit: (value: string) => void;
  onClear?: () => void;
  placeholder?: string;
  inputMode?: 'text' | 'tel';
  autoFocus?: boolean;
}

/** A search box: Enter searches, Escape or the cross empties it. */
export function SearchField({ label, hideLabel = false, placeholder, ...props }: SearchFieldProps) {
  const { t } = useLingui();
  return (
    <AriaSearchField
      {...props}
      className="field search-field"
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {hideLabel ? null : <FieldLabel>{label}</FieldLabel>}
      <div className="field-box">
        <Input className="field-input" dir="auto" placeholder={placeholder ?? ''} />
        {props.value === '' ? null : (
          <Button
            className="field-end"
            aria-label={t({ id: 'search.clear', message: 'Clear the search' })}
          >
            <Icon name="close" size={20} />
          </Button>
        )}
      </div>
    </AriaSearchField>
  );
}
