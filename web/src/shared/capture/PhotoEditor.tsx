import { Trans, useLingui } from '@lingui/react/macro';
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button';
import { RadioGroup } from '../ui/RadioGroup';
import { type Area, areaBetween, blurs_max, type Edits, firstArea, type Point } from './areas';
import { AreaButtons } from './AreaButtons';
import { AreaFrame } from './AreaFrame';
import { blurred, type Picture } from './paint';
import { placeOf } from './place';

type Tool = 'blur' | 'crop';
/** The area that the arrows move: a blurred one by its place, or what is kept. */
type Held = number | 'crop' | undefined;

/** More pixels than a phone shows are not drawn anew with each touch. */
const shown_side = 900;

interface PhotoEditorProps {
  picture: Picture;
  edits: Edits;
  onChange: (edits: Edits) => void;
}

/** A photo on which faces are blurred and edges cut off: by dragging, by buttons or by keys. */
export function PhotoEditor({ picture, edits, onChange }: PhotoEditorProps) {
  const { t } = useLingui();
  const [tool, setTool] = useState<Tool>('blur');
  const [held, setHeld] = useState<Held>();
  const heldArea =
    held === 'crop' ? edits.crop : held === undefined ? undefined : edits.blurs[held];
  const add = (area: Area) => {
    if (tool === 'crop') onChange({ ...edits, crop: area });
    else if (edits.blurs.length < blurs_max) onChange({ ...edits, blurs: [...edits.blurs, area] });
    setHeld(tool === 'crop' ? 'crop' : Math.min(edits.blurs.length, blurs_max - 1));
  };
  const change = (which: Held, area: Area | undefined) => {
    if (area === undefined) setHeld(undefined);
    if (which === 'crop') onChange({ ...edits, crop: area });
    else if (area === undefined) {
      onChange({ ...edits, blurs: edits.blurs.filter((_, index) => index !== which) });
    } else onChange({ ...edits, blurs: edits.blurs.with(which ?? 0, area) });
  };
  return (
    <div className="stack capture-editor">
      <p className="soft">
        <Trans id="capture.help">
          Drag over the face of everybody else, so that nobody recognises them.
        </Trans>
      </p>
      <Stage picture={picture} edits={edits} onAdd={add}>
        {(which, area, label) => (
          <AreaFrame
            key={which}
            kind={which === 'crop' ? 'crop' : 'blur'}
            area={area}
            label={label}
            isHeld={held === which}
            isThrough={which === 'crop' && tool === 'blur'}
            onHold={() => setHeld(which)}
            onChange={(next) => change(which, next)}
          />
        )}
      </Stage>
      <div className="row capture-tools">
        <RadioGroup
          label={<Trans id="capture.tool">Dragging</Trans>}
          orientation="horizontal"
          choices={[
            { id: 'blur', text: t({ id: 'capture.tool.blur', message: 'blurs a face' }) },
            { id: 'crop', text: t({ id: 'capture.tool.crop', message: 'keeps a part' }) },
          ]}
          value={tool}
          onChange={(next) => setTool(next === 'crop' ? 'crop' : 'blur')}
        />
        <Button onPress={() => add(tool === 'crop' ? cropToBegin : firstArea(edits.blurs.length))}>
          <Trans id="capture.area.add">Add an area without dragging</Trans>
        </Button>
      </div>
      {heldArea === undefined ? null : (
        <AreaButtons area={heldArea} onChange={(area) => change(held, area)} />
      )}
    </div>
  );
}

const cropToBegin: Area = { x: 0.15, y: 0.15, width: 0.7, height: 0.7 };

interface StageProps {
  picture: Picture;
  edits: Edits;
  onAdd: (area: Area) => void;
  children: (which: number | 'crop', area: Area, label: string) => ReactNode;
}

/** The picture as it will be kept, with the areas on it; a drag over it makes a new one. */
function Stage({ picture, edits, onAdd, children }: StageProps) {
  const { t } = useLingui();
  const stage = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ from: Point; to: Point }>();
  const pointOf = (event: PointerEvent) => pointIn(stage.current, event);
  const drawn = drag && areaBetween(drag.from, drag.to);
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ from: pointOf(event), to: pointOf(event) });
  };
  const end = () => {
    if (drawn) onAdd(drawn);
    setDrag(undefined);
  };
  return (
    <div
      ref={stage}
      className="capture-stage"
      dir="ltr"
      onPointerDown={begin}
      onPointerMove={(event) => setDrag((now) => now && { ...now, to: pointOf(event) })}
      onPointerUp={end}
      onPointerCancel={() => setDrag(undefined)}
    >
      <Painted picture={picture} blurs={edits.blurs} />
      {edits.crop === undefined
        ? null
        : children('crop', edits.crop, t({ id: 'capture.crop', message: 'Kept part' }))}
      {edits.blurs.map((area, index) =>
        children(
          index,
          area,
          t({ id: 'capture.blur', message: `Blurred area ${String(index + 1)}` }),
        ),
      )}
      {drawn ? <span className="capture-drawn" style={placeOf(drawn)} /> : null}
    </div>
  );
}

function pointIn(stage: HTMLElement | null, { clientX, clientY }: PointerEvent): Point {
  const box = stage?.getBoundingClientRect();
  if (!box || box.width === 0 || box.height === 0) return { x: 0, y: 0 };
  return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
}

function Painted({ picture, blurs }: { picture: Picture; blurs: readonly Area[] }) {
  const { t } = useLingui();
  const shown = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = shown.current;
    if (canvas === null) return;
    const painted = blurred(picture, blurs, shown_side);
    canvas.width = painted.width;
    canvas.height = painted.height;
    canvas.getContext('2d')?.drawImage(painted, 0, 0);
  }, [picture, blurs]);
  return (
    <canvas
      ref={shown}
      role="img"
      aria-label={t({ id: 'capture.picture', message: 'The photo as it will be kept' })}
    />
  );
}
