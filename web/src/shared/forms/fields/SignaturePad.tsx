import { Trans, useLingui } from '@lingui/react/macro';
import { type Dispatch, type PointerEvent, type SetStateAction, useRef } from 'react';
import { Button } from '../../ui/Button';
import { type Stroke, withTouch } from './strokes';

interface SignaturePadProps {
  pad: { readonly current: HTMLCanvasElement | null };
  strokes: readonly Stroke[];
  onStrokes: Dispatch<SetStateAction<readonly Stroke[]>>;
}

/** An area to sign on, which keeps how it was drawn. */
export function SignaturePad({ pad, strokes, onStrokes }: SignaturePadProps) {
  const { t } = useLingui();
  const begun = useRef(0);
  const touch = (event: PointerEvent<HTMLCanvasElement>, isStart: boolean) => {
    const canvas = pad.current;
    if (!canvas || (!isStart && event.buttons === 0)) return;
    if (isStart) canvas.setPointerCapture(event.pointerId);
    if (strokes.length === 0) begun.current = event.timeStamp;
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * canvas.width;
    const y = ((event.clientY - box.top) / box.height) * canvas.height;
    draw(canvas, { x, y }, isStart);
    const at = event.timeStamp - begun.current;
    // Several moves may come before the page is drawn anew.
    onStrokes((before) => withTouch(before, { x, y, at }, isStart));
  };
  const clear = () => {
    const canvas = pad.current;
    canvas?.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
    onStrokes([]);
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
        onPointerDown={(event) => touch(event, true)}
        onPointerMove={(event) => touch(event, false)}
      />
      <div className="row">
        <Button onPress={clear} isSpent={strokes.length === 0}>
          <Trans id="form.signature.clear">Clear the drawing</Trans>
        </Button>
      </div>
    </div>
  );
}

function draw(
  canvas: HTMLCanvasElement,
  { x, y }: { readonly x: number; readonly y: number },
  isStart: boolean,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  if (isStart) {
    context.lineWidth = 3;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(x, y);
  }
  context.lineTo(x, y);
  context.stroke();
}
