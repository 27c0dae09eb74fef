import { Trans, useLingui } from '@lingui/react/macro';
import { TextField } from '../../../shared/ui/TextField';

interface SearchNameProps {
  value: string;
  onChange: (name: string) => void;
  /** Somebody tried to save it without one. */
  isMissing: boolean;
}

/** What a kept search is called. */
export function SearchName({ value, onChange, isMissing }: SearchNameProps) {
  const { t } = useLingui();
  return (
    <TextField
      label={t({ id: 'saved.keep.name', message: 'Name' })}
      value={value}
      onChange={onChange}
      isRequired
      autoFocus
      errorMessage={
        isMissing && value.trim() === '' ? (
          <Trans id="saved.keep.missing">Give it a name.</Trans>
        ) : null
      }
    />
  );
}
