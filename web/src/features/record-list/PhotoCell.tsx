import { useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { displayId } from '../../shared/records/record-type';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import type { RecordData, RecordType } from '../../shared/wire/records';

const PhotoViewer = lazy(() => import('./PhotoViewer'));

interface PhotoCellProps {
  type: RecordType;
  record: RecordData;
  /** Where the photo is. */
  address: string;
}

/**
 * Opens the photo of a row. The list itself shows none: who looked at a child is written down, and
 * a list is no look at each of them.
 */
export function PhotoCell({ type, record, address }: PhotoCellProps) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const number = displayId(type, record);
  const label = t({ id: 'list.photo', message: `Photo: ${number}` });
  const close = () => setOpen(false);
  return (
    <>
      <button
        type="button"
        className="mark-button cell-photo"
        aria-label={label}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="photo" size={20} />
      </button>
      {isOpen ? (
        <Fetched onFailed={close}>
          <PhotoViewer title={label} address={address} onClose={close} />
        </Fetched>
      ) : null}
    </>
  );
}
