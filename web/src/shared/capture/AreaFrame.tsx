import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { type Area, grown, moved, type Point, step } from './areas';
import { placeOf } from './place';

interface AreaFrameProps {
  kind: 'blur' | 'crop';
  area: Area;
  label: string;
  isHeld: boolean;
  /** Touches go through it to what lies below. */
  isThrough: boolean;
  onHold: () => void;
  /** Undefined takes it away. */
  onChange: (area: Area | undefined) => void;
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
};

/** What a key does to an area: arrows move it, plus and minus resize it, Delete takes it away. */
function afterKey(area: Area, key: string): Area | undefined | 'nothing' {
  const by = arrows[key];
  if (by) return moved(area, by);
  if (key === '+' || key === '=') return grown(area, step);
  if (key === '-') return grown(area, -step);
  return key === 'Delete' || key === 'Backspace' ? undefined : 'nothing';
}

/** One area on the photo, to take hold of and move. */
export function AreaFrame(props: AreaFrameProps) {
  const { kind, area, label, isHeld, isThrough, onHold, onChange } = props;
  const grip = useRef<{ at: Point; area: Area }>(null);
  const pointOf = (event: PointerEvent<HTMLElement>): Point => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!box || box.width === 0 || box.height === 0) return { x: 0, y: 0 };
    return { x: event.clientX / box.width, y: event.clientY / box.height };
  };
  const press = (event: KeyboardEvent) => {
    const next = afterKey(area, event.key);
    if (next === 'nothing') return;
    event.preventDefault();
    onChange(next);
  };
  const take = (event: PointerEvent<HTMLElement>) => {
    // What begins on an area moves it and makes no new one.
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { at: pointOf(event), area };
    onHold();
  };
  const pull = (event: PointerEvent<HTMLElement>) => {
    const from = grip.current;
    if (from === null) return;
    event.stopPropagation();
    const now = pointOf(event);
    onChange(moved(from.area, { x: now.x - from.at.x, y: now.y - from.at.y }));
  };
  const release = (event: PointerEvent<HTMLElement>) => {
    if (grip.current === null) return;
    event.stopPropagation();
    grip.current = null;
  };
  return (
    <button
      type="button"
      className={`capture-area capture-${kind}${isThrough ? ' capture-through' : ''}`}
      style={placeOf(area)}
      aria-label={label}
      aria-pressed={isHeld}
      onFocus={onHold}
      onKeyDown={press}
      onPointerDown={take}
      onPointerMove={pull}
      onPointerUp={release}
      onPointerCancel={release}
    />
  );
}
