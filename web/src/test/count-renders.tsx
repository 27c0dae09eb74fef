import { Profiler, type ReactNode } from 'react';

/**
 * Counts what React draws: after each commit it walks the tree React has just finished beside the
 * one before, and notes every function component whose function really ran.
 */

interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly type: unknown;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

/** Of React's work tags: function components, forwarded references, memo components. */
const component_tags: ReadonlySet<number> = new Set([0, 11, 14, 15]);
/** Set by React on a fiber whose function ran. */
const performed_work = 1;

let drawn: string[] = [];

function nameOf(type: unknown): string {
  if (typeof type === 'function') return type.name;
  const isWrapped = typeof type === 'object' && type !== null && 'render' in type;
  return isWrapped ? nameOf(type.render) : 'component';
}

/** Children that React did not touch are the very same objects as before. */
function walk(fiber: Fiber, before: Fiber | null): void {
  if (fiber.child === before?.child) return;
  for (let child = fiber.child; child !== null; child = child.sibling) {
    const ran = (child.flags & performed_work) !== 0;
    if (component_tags.has(child.tag) && ran) drawn.push(nameOf(child.type));
    walk(child, child.alternate);
  }
}

function hasCurrent(value: unknown): value is { readonly current: Fiber } {
  return typeof value === 'object' && value !== null && 'current' in value;
}

/** React keeps the root of a tree on the element it was mounted in. */
function rootIn(container: Element): Fiber | undefined {
  const entry = Object.entries(container).find(([key]) => key.startsWith('__reactContainer$'));
  const host: unknown = entry?.[1];
  const root =
    typeof host === 'object' && host !== null && 'stateNode' in host ? host.stateNode : undefined;
  return hasCurrent(root) ? root.current : undefined;
}

function note(): void {
  for (const container of document.body.children) {
    const root = rootIn(container);
    if (root !== undefined) walk(root, root.alternate);
  }
}

/** Put around what is counted. */
export function CountRenders({ children }: { children: ReactNode }) {
  return (
    <Profiler id="count" onRender={note}>
      {children}
    </Profiler>
  );
}

/** The names of the components drawn while `act` ran. */
export async function drawnDuring(act: () => unknown): Promise<readonly string[]> {
  drawn = [];
  await act();
  return drawn;
}
