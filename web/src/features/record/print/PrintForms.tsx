import { PrintFormChoice } from '../../../shared/print/PrintFormChoice';
import type { PrintFieldProps } from '../../../shared/print/print-props';
import type { CaseworkProps } from '../casework/casework-props';
import { usePrintForms } from './usePrintForms';

type PrintFormsProps = PrintFieldProps & Omit<CaseworkProps, 'onClose'>;

/** The forms of the record that may be printed. */
export function PrintForms({ type, record, deployment, ...fields }: PrintFormsProps) {
  return <PrintFormChoice {...fields} forms={usePrintForms(deployment.forms, type, record)} />;
}
