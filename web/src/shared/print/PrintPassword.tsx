import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import { newPassphrase } from './passphrase';
import type { PrintFieldProps } from './print-props';

type PrintPasswordProps = PrintFieldProps & { mayBeOpen: boolean };

/** The lock of the document. In plain sight: it has to be told to whoever opens it. */
export function PrintPassword({ wish, onChange, lacks, mayBeOpen }: PrintPasswordProps) {
  const { t } = useLingui();
  return (
    <>
      <TextField
        label={t({ id: 'print.password', message: 'Password of the document' })}
        description={
          mayBeOpen ? (
            <Trans id="print.password_optional">
              Without a password anybody who finds the file can read it.
            </Trans>
          ) : (
            <Trans id="print.password_help">
              At least 12 characters. Write it down: it is not kept anywhere. Tell it to the
              recipient by another way than the document.
            </Trans>
          )
        }
        isRequired={!mayBeOpen}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck="false"
        textDirection="ltr"
        value={wish.password}
        onChange={(password) => onChange({ password })}
        errorMessage={
          lacks.includes('password') ? (
            <Trans id="print.password_missing">
              Give the document a password of at least 12 characters.
            </Trans>
          ) : null
        }
      />
      <p>
        <Button onPress={() => onChange({ password: newPassphrase() })}>
          <Trans id="print.password_new">Suggest a password</Trans>
        </Button>
      </p>
    </>
  );
}
