import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { keepingOf } from '../../capture/keeping';
import { useBlobSource } from '../../capture/useBlobSource';
import { Button } from '../../ui/Button';
import { Fetched } from '../../ui/Fetched';
import { Icon } from '../../ui/Icon';
import { useFormView } from './form-view';

const PhotoDialog = lazy(() => import('../../capture/PhotoDialog'));

interface PaperSignatureProps {
  paper: Blob | undefined;
  onPaper: (photo: Blob) => void;
}

/** For whoever cannot or will not draw on a screen: a photo of the signed paper. */
export function PaperSignature({ paper, onPaper }: PaperSignatureProps) {
  const { photo } = useFormView();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {paper === undefined ? null : <Paper photo={paper} />}
      <div className="row">
        <Button onPress={() => setOpen(true)}>
          <Icon name="photo" size={20} />
          <Trans id="form.signature.photo">Signed on paper: take a photo of it</Trans>
        </Button>
      </div>
      {isOpen ? (
        <Fetched onFailed={() => setOpen(false)}>
          <PhotoDialog
            title={<Trans id="form.signature.photo">Signed on paper: take a photo of it</Trans>}
            keeping={keepingOf(photo)}
            onTake={(taken) => {
              setOpen(false);
              onPaper(taken);
            }}
            onClose={() => setOpen(false)}
          />
        </Fetched>
      ) : null}
    </>
  );
}

function Paper({ photo }: { photo: Blob }) {
  const { t } = useLingui();
  return (
    <img
      ref={useBlobSource(photo)}
      className="signature-paper"
      alt={t({ id: 'form.signature.on_paper', message: 'signed on paper' })}
    />
  );
}
