import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { keepingOf } from '../../capture/keeping';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { FieldType } from '../../wire/forms';
import { canCapture, canRecord } from '../../capture/media';
import { takenName } from '../../capture/sound';
import { Button } from '../../ui/Button';
import { Fetched } from '../../ui/Fetched';
import { Icon } from '../../ui/Icon';
import type { FieldDefinition } from '../definition';
import { acceptedTypes } from './attachments';
import { useFormView } from './form-view';
import type { Origin } from './useAdding';

const PhotoDialog = lazy(() => import('../../capture/PhotoDialog'));
const SoundDialog = lazy(() => import('../../capture/SoundDialog'));

interface FilePickersProps {
  field: FieldDefinition;
  label: string;
  onFiles: (files: readonly File[], origin?: Origin) => Promise<void>;
}

/** Ways to add a file: choose it, take a photo, record sound. */
export function FilePickers({ field, label, onFiles }: FilePickersProps) {
  const { t } = useLingui();
  const pick = (list: FileList | null) => void onFiles(Array.from(list ?? []));
  const makesPictures = field.type !== FieldType.audio;
  return (
    <div className="row">
      <FileTrigger acceptedFileTypes={acceptedTypes(field)} allowsMultiple onSelect={pick}>
        <Button aria-label={t({ id: 'form.file.choose_for', message: `Choose a file: ${label}` })}>
          <Icon name="plus" size={20} />
          <Trans id="form.file.choose">Choose a file</Trans>
        </Button>
      </FileTrigger>
      {makesPictures ? <PhotoButton label={label} onFiles={onFiles} onPick={pick} /> : null}
      {field.type === FieldType.audio && canRecord() ? (
        <SoundButton label={label} onFiles={onFiles} />
      ) : null}
    </div>
  );
}

interface PhotoButtonProps extends Omit<FilePickersProps, 'field'> {
  onPick: (list: FileList | null) => void;
}

/** In the app, where the photo leaves no copy in the phone's gallery; else the phone's camera. */
function PhotoButton({ label, onFiles, onPick }: PhotoButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const { photo } = useFormView();
  const content = (
    <>
      <Icon name="photo" size={20} />
      <Trans id="form.file.camera">Take a photo</Trans>
    </>
  );
  if (!canCapture()) {
    return (
      <FileTrigger acceptedFileTypes={['image/*']} defaultCamera="environment" onSelect={onPick}>
        <Button>{content}</Button>
      </FileTrigger>
    );
  }
  const take = (picture: Blob) => {
    setOpen(false);
    const name = takenName('photo', new Date(), 'jpg');
    void onFiles([new File([picture], name, { type: picture.type })], 'made here');
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{content}</Button>
      {isOpen ? (
        <Fetched onFailed={() => setOpen(false)}>
          <PhotoDialog
            title={label}
            keeping={keepingOf(photo)}
            onTake={take}
            onClose={() => setOpen(false)}
          />
        </Fetched>
      ) : null}
    </>
  );
}

function SoundButton({ label, onFiles }: Omit<FilePickersProps, 'field'>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <Trans id="form.file.record">Record sound</Trans>
      </Button>
      {isOpen ? (
        <Fetched onFailed={() => setOpen(false)}>
          <SoundDialog
            title={label}
            onTake={({ sound, ending }) => {
              setOpen(false);
              const name = takenName('sound', new Date(), ending);
              void onFiles([new File([sound], name, { type: sound.type })], 'made here');
            }}
            onClose={() => setOpen(false)}
          />
        </Fetched>
      ) : null}
    </>
  );
}
