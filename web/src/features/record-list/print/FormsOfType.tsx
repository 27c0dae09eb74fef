import { PrintFormChoice } from '../../../shared/print/PrintFormChoice';
import type { PrintFieldProps } from '../../../shared/print/print-props';
import { Skeleton } from '../../../shared/ui/Skeleton';
import type { RecordType } from '../../../shared/wire/records';
import { usePrintableForms } from './usePrintableForms';

const skeletonLines = 6;

/** The forms of the type to choose from. */
export function FormsOfType({ type, ...fields }: PrintFieldProps & { type: RecordType }) {
  const forms = usePrintableForms(type);
  return forms === undefined ? (
    <Skeleton lines={skeletonLines} />
  ) : (
    <PrintFormChoice {...fields} forms={forms} />
  );
}
