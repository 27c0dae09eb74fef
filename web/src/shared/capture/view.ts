/** How a picture is looked at: how large, how turned, and how far moved, in parts of its frame. */
export interface View {
  readonly zoom: number;
  /** Quarter turns, clockwise. */
  readonly turns: number;
  readonly x: number;
  readonly y: number;
}

export const plain_view: View = { zoom: 1, turns: 0, x: 0, y: 0 };

const zoom_max = 4;
const zoom_step = 0.5;

/** No further than to the edges of what is larger than the frame. */
function kept(view: View): View {
  const most = (view.zoom - 1) / 2;
  // Adding nothing makes a negative nothing a plain one.
  const within = (value: number) => Math.min(Math.max(value, -most), most) + 0;
  return { ...view, x: within(view.x), y: within(view.y) };
}

export function zoomed(view: View, steps: number): View {
  const zoom = Math.min(Math.max(view.zoom + steps * zoom_step, 1), zoom_max);
  return kept({ ...view, zoom });
}

export function turned(view: View): View {
  return { ...view, turns: (view.turns + 1) % 4 };
}

export function shifted(view: View, x: number, y: number): View {
  return kept({ ...view, x: view.x + x, y: view.y + y });
}

export function isLargest(view: View): boolean {
  return view.zoom >= zoom_max;
}

export function transformOf({ zoom, turns, x, y }: View): string {
  return `translate(${x * 100}%, ${y * 100}%) scale(${zoom}) rotate(${turns * 90}deg)`;
}
