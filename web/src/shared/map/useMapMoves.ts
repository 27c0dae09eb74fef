import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { type MapView, moved, zoomed } from './geometry';

type Change = (next: (view: MapView) => MapView) => void;

/** Points of the page that an arrow moves the map by; with Shift for the last metres. */
const key_points = 48;
const fine_key_points = 6;
const wheel_points_a_step = 300;

interface Spot {
  readonly x: number;
  readonly y: number;
}

const arrows: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What a key does to the view; undefined for a key that is none of ours. */
export function keyMove(key: string, isFine: boolean): ((view: MapView) => MapView) | undefined {
  const arrow = arrows[key];
  const points = isFine ? fine_key_points : key_points;
  if (arrow !== undefined) return (view) => moved(view, arrow.x * points, arrow.y * points);
  if (key === '+' || key === '=') return (view) => zoomed(view, 1);
  if (key === '-' || key === '_') return (view) => zoomed(view, -1);
  return undefined;
}

function middleOf(spots: readonly Spot[]): Spot {
  const sum = spots.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / spots.length, y: sum.y / spots.length };
}

function spread([one, other]: readonly Spot[]): number {
  return one === undefined || other === undefined
    ? 0
    : Math.hypot(one.x - other.x, one.y - other.y);
}

/** Fingers drag the map and pinch it: what lay under them stays under them. */
function usePointers(change: Change) {
  const spots = useRef(new Map<number, Spot>());
  const down = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    spots.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const move = (event: PointerEvent) => {
    if (!spots.current.has(event.pointerId)) return;
    const before = [...spots.current.values()];
    spots.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const now = [...spots.current.values()];
    const [from, to] = [middleOf(before), middleOf(now)];
    const [had, has] = [spread(before), spread(now)];
    change((view) => {
      const shifted = moved(view, from.x - to.x, from.y - to.y);
      return had > 0 && has > 0 ? zoomed(shifted, Math.log2(has / had)) : shifted;
    });
  };
  const up = (event: PointerEvent) => spots.current.delete(event.pointerId);
  return { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: up };
}

/** The page stays where it is while the wheel turns over the map, which React cannot promise. */
function useWheel(stage: RefObject<HTMLElement | null>, change: Change): void {
  useEffect(() => {
    const element = stage.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      change((view) => zoomed(view, -event.deltaY / wheel_points_a_step));
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [stage, change]);
}

/** Moving and zooming a map by keys, wheel, mouse and fingers. `change` must be stable. */
export function useMapMoves(stage: RefObject<HTMLElement | null>, change: Change) {
  useWheel(stage, change);
  const pointers = usePointers(change);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = keyMove(event.key, event.shiftKey);
    if (move === undefined) return;
    event.preventDefault();
    change(move);
  };
  return { ...pointers, onKeyDown };
}
