import { Trans, useLingui } from '@lingui/react/macro';
import { CheckboxGroup } from '../ui/CheckboxGroup';
import type { PrintFieldProps } from './print-props';
import { needsForms, Signer } from './print-wish';

/** Who may sign, in the words of the reader. */
export function useSignerTexts(): readonly { readonly id: string; readonly text: string }[] {
  const { t } = useLingui();
  return [
    {
      id: Signer.caseWorker,
      text: t({ id: 'print.signer.case_worker', message: 'Case worker' }),
    },
    { id: Signer.child, text: t({ id: 'print.signer.child', message: 'Child' }) },
    {
      id: Signer.caregiver,
      text: t({ id: 'print.signer.caregiver', message: 'Parent or caregiver' }),
    },
    {
      id: Signer.client,
      text: t({ id: 'print.signer.client', message: 'Child or caregiver' }),
    },
    { id: Signer.supervisor, text: t({ id: 'print.signer.supervisor', message: 'Supervisor' }) },
    { id: Signer.recipient, text: t({ id: 'print.signer.recipient', message: 'Recipient' }) },
  ];
}

/** Whose lines to sign stand at the end. */
export function PrintSigners({ wish, onChange }: Omit<PrintFieldProps, 'lacks'>) {
  const { t } = useLingui();
  return (
    <CheckboxGroup
      label={t({ id: 'print.signatures', message: 'Lines to sign' })}
      choices={[...useSignerTexts()]}
      description={
        needsForms(wish) ? undefined : (
          <Trans id="print.signatures_own">Without a choice: those of this document.</Trans>
        )
      }
      value={[...wish.signatures]}
      onChange={(signatures) => onChange({ signatures })}
    />
  );
}
