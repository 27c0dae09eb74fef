import { Trans } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import type { ListQuery } from '../../../shared/records/list-query';
import { Button } from '../../../shared/ui/Button';
import { Fetched } from '../../../shared/ui/Fetched';
import { Icon } from '../../../shared/ui/Icon';
import type { RecordType } from '../../../shared/wire/records';

/** Comes with the first press: a list is usable before it. */
const ListPrintDialog = lazy(() => import('./ListPrintDialog'));

interface PrintButtonProps {
  type: RecordType;
  query: ListQuery;
  columns: readonly string[];
  total: number;
  /** What the list is narrowed to, for the head of the document. */
  heading: string;
}

/** Opens what can be printed from a list. */
export function PrintButton(props: PrintButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <Icon name="print" size={20} />
        <Trans id="list.print">Print</Trans>
      </Button>
      {isOpen ? (
        <Fetched onFailed={close}>
          <ListPrintDialog {...props} onClose={close} />
        </Fetched>
      ) : null}
    </>
  );
}
