import { Trans } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { Button } from '../ui/Button';
import { Fetched } from '../ui/Fetched';
import type { RecordType } from '../wire/records';

const SearchedFields = lazy(() => import('./SearchedFields'));

/** Opens the list of fields that a search of these records looks at. */
export function SearchedButton({ types }: { types: readonly RecordType[] }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        <Trans id="searched.which">Which fields?</Trans>
      </Button>
      {isOpen ? (
        <Fetched onFailed={close}>
          <SearchedFields types={types} onClose={close} />
        </Fetched>
      ) : null}
    </>
  );
}
