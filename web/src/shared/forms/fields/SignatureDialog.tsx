import { Trans, useLingui } from '@lingui/react/macro';
import { type PointerEvent, useRef, useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';

interface SignatureDialogProps {
  title: string;
  signerLabel: string;
  onTake: (drawing: Blob, signer: string) => void;
  onClose: () => void;
}

/** A pad to sign on, the signer's name, and a question before it is taken for good. */
export default function SignatureDialog(props: SignatureDialogProps) {
  const { title, signerLabel, onTake, onClose } = props;
  const pad = useRef<HTMLCanvasElement>(null);
  const [signer, setSigner] = useState('');
  const [isDrawn, setDrawn] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const isComplete = isDrawn && signer.trim() !== '';
  const take = () =>
    pad.current?.toBlob((blob) => (blob === null ? undefined : onTake(blob, signer.trim())));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      shape="form"
      isDismissable={!isDrawn}
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
      <Pad pad={pad} isDrawn={isDrawn} onDrawn={setDrawn} />
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

interface PadProps {
  pad: { readonly current: HTMLCanvasElement | null };
  isDrawn: boolean;
  onDrawn: (isDrawn: boolean) => void;
}

function Pad({ pad, isDrawn, onDrawn }: PadProps) {
  const { t } = useLingui();
  const stroke = (event: PointerEvent<HTMLCanvasElement>, isStart: boolean) => {
    const canvas = pad.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || (!isStart && event.buttons === 0)) return;
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * canvas.width;
    const y = ((event.clientY - box.top) / box.height) * canvas.height;
    if (isStart) {
      canvas.setPointerCapture(event.pointerId);
      context.lineWidth = 3;
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(x, y);
    }
    context.lineTo(x, y);
    context.stroke();
    if (!isDrawn) onDrawn(true);
  };
  const clear = () => {
    const canvas = pad.current;
    canvas?.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
    onDrawn(false);
  };
  return (
    <div className="stack">
      <canvas
        ref={pad}
        width={640}
        height={320}
        className="signature-pad"
        role="img"
        aria-label={t({
          id: 'form.signature.pad',
          message: 'Drawing area for the signature. Draw with a finger, a pen or the mouse.',
        })}
        onPointerDown={(event) => stroke(event, true)}
        onPointerMove={(event) => stroke(event, false)}
      />
      <div className="row">
        <Button onPress={clear} isDisabled={!isDrawn}>
          <Trans id="form.signature.clear">Clear the drawing</Trans>
        </Button>
      </div>
      <p className="soft">
        <Trans id="form.signature.paper">
          Signed on paper? Take a photo of it and attach it as a document instead.
        </Trans>
      </p>
    </div>
  );
}
