import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { type Edits, no_edits } from './areas';
import { Camera } from './Camera';
import { fieldTexts } from './field-texts';
import type { Keeping } from './keeping';
import { keptPhoto, type Picture, pictureOfFile } from './paint';
import { PhotoEditor } from './PhotoEditor';
import './capture.css';

interface PhotoDialogProps {
  title: ReactNode;
  keeping: Keeping;
  /** A picture to change; without it the camera takes one. */
  file?: Blob | undefined;
  onTake: (photo: Blob) => void;
  onClose: () => void;
}

/** Takes a photo, or changes a chosen one: what is kept of it, and who is not to be recognised. */
export default function PhotoDialog(props: PhotoDialogProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <PhotoWindow {...props} />
    </AreaTexts>
  );
}

function PhotoWindow({ title, keeping, file, onTake, onClose }: PhotoDialogProps) {
  const { picture, isUnreadable, setPicture, read } = usePicture(file);
  const [edits, setEdits] = useState<Edits>(no_edits);
  const [isKeeping, setKeeping] = useState(false);
  const keep = () => {
    if (picture === undefined) return;
    setKeeping(true);
    keptPhoto(picture, edits, keeping).then(onTake, () => setKeeping(false));
  };
  const again = () => {
    setEdits(no_edits);
    setPicture(undefined);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      shape="wide"
      isDismissable={picture === undefined}
      actions={
        picture === undefined ? undefined : (
          <>
            <Button onPress={onClose}>
              <Trans id="capture.cancel">Cancel</Trans>
            </Button>
            {file === undefined ? (
              <Button onPress={again}>
                <Trans id="capture.retake">Take it again</Trans>
              </Button>
            ) : null}
            <Button kind="primary" isPending={isKeeping} onPress={keep}>
              <Trans id="capture.use">Use this photo</Trans>
            </Button>
          </>
        )
      }
    >
      {isUnreadable ? <Unreadable /> : null}
      {picture !== undefined ? (
        <PhotoEditor picture={picture} edits={edits} onChange={setEdits} />
      ) : file === undefined ? (
        <Camera onTake={setPicture} onFile={read} />
      ) : null}
    </Dialog>
  );
}

/** The picture that is worked on, from the camera or out of a file. */
function usePicture(file: Blob | undefined) {
  const [picture, setPicture] = useState<Picture>();
  const [isUnreadable, setUnreadable] = useState(false);
  useEffect(() => {
    if (file === undefined) return undefined;
    let isWanted = true;
    pictureOfFile(file).then(
      (read) => (isWanted ? setPicture(read) : undefined),
      () => (isWanted ? setUnreadable(true) : undefined),
    );
    return () => {
      isWanted = false;
    };
  }, [file]);
  const read = (chosen: Blob) => {
    setUnreadable(false);
    pictureOfFile(chosen).then(setPicture, () => setUnreadable(true));
  };
  return { picture, isUnreadable, setPicture, read };
}

function Unreadable() {
  return (
    <p className="field-error" role="alert">
      <Icon name="warning" size={20} />
      <Trans id="capture.unreadable">This picture cannot be read.</Trans>
    </p>
  );
}
