import { Trans } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { keepingOf } from '../../capture/keeping';
import { Button } from '../../ui/Button';
import { Fetched } from '../../ui/Fetched';
import { Icon } from '../../ui/Icon';
import type { JsonObject } from '../json';
import { pendingFile, pendingKey } from './attachments';
import { useFormView } from './form-view';

const PhotoDialog = lazy(() => import('../../capture/PhotoDialog'));

interface EditPhotoProps {
  attachment: JsonObject;
  onChange: (attachment: JsonObject) => void;
}

/** A way to crop and blur a picture that has not been sent yet. */
export function EditPhoto({ attachment, onChange }: EditPhotoProps) {
  const { files, photo } = useFormView();
  const [isOpen, setOpen] = useState(false);
  const key = pendingKey(attachment);
  const file = key === undefined ? undefined : files.get(key);
  if (key === undefined || file?.type.startsWith('image/') !== true) return null;
  const take = (picture: Blob) => {
    setOpen(false);
    onChange({ ...attachment, attachment: pendingFile(files.put(picture)) });
    files.drop(key);
  };
  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        <Icon name="edit" size={20} />
        <Trans id="form.file.edit">Blur or crop</Trans>
      </Button>
      {isOpen ? (
        <Fetched onFailed={() => setOpen(false)}>
          <PhotoDialog
            title={<Trans id="form.file.edit">Blur or crop</Trans>}
            keeping={keepingOf(photo)}
            file={file}
            onTake={take}
            onClose={() => setOpen(false)}
          />
        </Fetched>
      ) : null}
    </>
  );
}
