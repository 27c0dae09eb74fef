import { Trans } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { keptSize } from '../../capture/areas';
import { pictureOfFile, toBlob } from '../../capture/paint';
import { withText } from '../../capture/png-text';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { PaperSignature } from './PaperSignature';
import { SignaturePad } from './SignaturePad';
import type { Stroke } from './strokes';
import './signature.css';

/** How a signature was given. */
export type SignatureKind = 'drawn' | 'paper';

interface SignatureDialogProps {
  title: string;
  signerLabel: string;
  onTake: (picture: Blob, signer: string, kind: SignatureKind) => void;
  onClose: () => void;
}

/** A pad to sign on, the signer's name, and a question before it is taken for good. */
export default function SignatureDialog(props: SignatureDialogProps) {
  const { title, signerLabel, onTake, onClose } = props;
  const pad = useRef<HTMLCanvasElement>(null);
  const [signer, setSigner] = useState('');
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [paper, setPaper] = useState<Blob>();
  const [isAsking, setAsking] = useState(false);
  const isGiven = strokes.length > 0 || paper !== undefined;
  const isComplete = isGiven && signer.trim() !== '';
  const take = () => {
    const canvas = pad.current;
    const made = paper ? ofPaper(paper) : canvas ? drawn(canvas, strokes) : undefined;
    const kind = paper ? 'paper' : 'drawn';
    made?.then(
      (picture) => onTake(picture, signer.trim(), kind),
      () => setAsking(false),
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      shape="form"
      isDismissable={!isGiven}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="form.confirm.cancel">Cancel</Trans>
          </Button>
          <Button
            kind="primary"
            isDisabled={!isComplete}
            onPress={isAsking ? take : () => setAsking(true)}
          >
            {isAsking ? (
              <Trans id="form.signature.confirm">Yes, take this signature</Trans>
            ) : (
              <Trans id="form.signature.done">Done</Trans>
            )}
          </Button>
        </>
      }
    >
      <TextField
        isRequired
        label={
          signerLabel || <Trans id="form.signature.signer">Name of the person who signs</Trans>
        }
        value={signer}
        onChange={setSigner}
        autoComplete="off"
      />
      {paper === undefined ? (
        <SignaturePad pad={pad} strokes={strokes} onStrokes={setStrokes} />
      ) : null}
      <PaperSignature paper={paper} onPaper={setPaper} />
      {isAsking ? (
        <p role="alert">
          <Trans id="form.signature.warning">
            Once it is saved, a signature cannot be changed. Is it right?
          </Trans>
        </p>
      ) : null}
    </Dialog>
  );
}

/** The drawing, with how it was drawn kept inside the file. */
async function drawn(canvas: HTMLCanvasElement, strokes: readonly Stroke[]): Promise<Blob> {
  return withText(await toBlob(canvas, 'image/png'), 'strokes', JSON.stringify(strokes));
}

/** Signatures are PNG, which is large for a photo: as small as a page of paper allows. */
const paper_side = 1200;

async function ofPaper(photo: Blob): Promise<Blob> {
  const picture = await pictureOfFile(photo);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, keptSize(picture, undefined, paper_side));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return toBlob(canvas, 'image/png');
}
