/**
 * Counts the components that React draws, by the hook it offers to developer tools: every function
 * component that really ran in a commit, wherever it stands. Import before React is first loaded.
 */

interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly type: unknown;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

/** Of React's work tags: function components, forwarded refs, memo components. */
const component_tags: ReadonlySet<number> = new Set([0, 11, 14, 15]);
/** Set by React on a fiber whose function ran. */
const performed_work = 1;

let drawn: string[] = [];

function nameOf(type: unknown): string {
  if (typeof type === 'function') return type.name;
  if (typeof type === 'object' && type !== null && 'render' in type) return nameOf(type.render);
  return 'component';
}

function isFiber(value: unknown): value is Fiber {
  return typeof value === 'object' && value !== null && 'tag' in value && 'alternate' in value;
}

/** A fiber that React did not visit in this commit is the very object it was before. */
function walk(fiber: Fiber | null, before: Fiber | null): void {
  if (fiber === before) return;
  for (let child = fiber?.child ?? null; child !== null; child = child.sibling) {
    const isNew = child.alternate === null;
    const ran = (child.flags & performed_work) !== 0;
    if (component_tags.has(child.tag) && (isNew || ran)) drawn.push(nameOf(child.type));
    if (fiber?.child !== before?.child) walk(child, child.alternate);
  }
}

const hook = {
  supportsFiber: true,
  inject: () => 1,
  onCommitFiberUnmount: () => undefined,
  onPostCommitFiberRoot: () => undefined,
  onCommitFiberRoot: (_id: number, root: { readonly current: unknown }) => {
    if (isFiber(root.current)) walk(root.current, root.current.alternate);
  },
};

Object.defineProperty(globalThis, '__REACT_DEVTOOLS_GLOBAL_HOOK__', { value: hook, writable: true });

/** The names of the components drawn while `act` ran. */
export async function drawnDuring(act: () => Promise<void>): Promise<readonly string[]> {
  drawn = [];
  await act();
  return drawn;
}
