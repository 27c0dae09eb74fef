/** A form that is open when the app locks itself. */
export interface OpenForm {
  /** False while it is being sent: then it stays where it is. */
  readonly canBePutAway: () => boolean;
  /** Keeps what was typed as a draft, if there is anything. */
  readonly putAway: () => void;
  readonly isDirty: () => boolean;
}

const forms = new Set<OpenForm>();

/** Names the elements of a form whose answers become a draft. */
export const keptMark = 'data-keeps-draft';

/** Returns the clean-up. */
export function addOpenForm(form: OpenForm): () => void {
  forms.add(form);
  return () => {
    forms.delete(form);
  };
}

/** What was typed into since the page is there, as long as it is there. */
const typedInto = new Set<WeakRef<Element>>();

window.addEventListener(
  'input',
  ({ target }) => {
    if (!(target instanceof Element) || target.closest(`[${keptMark}], .lock`) !== null) return;
    if (![...typedInto].some((one) => one.deref() === target)) typedInto.add(new WeakRef(target));
  },
  { capture: true },
);

function hasTypedElsewhere(): boolean {
  for (const one of typedInto) {
    const element = one.deref();
    if (element?.isConnected !== true) typedInto.delete(one);
    else if (!('value' in element) || element.value !== '') return true;
  }
  return false;
}

/**
 * Whether the screens can be taken down without losing a word: open forms become drafts, but what
 * was typed elsewhere, or in a window, lives only on the screen.
 */
export function canTakeDown(): boolean {
  const hasWindow = document.querySelector('[role="dialog"]') !== null;
  return !hasWindow && !hasTypedElsewhere() && [...forms].every((form) => form.canBePutAway());
}

export function putAllAway(): void {
  for (const form of forms) {
    if (form.isDirty()) form.putAway();
  }
}

/** Whether a form is on the screen; what it holds cannot be sealed then. */
export function hasOpenForms(): boolean {
  return forms.size > 0;
}

/** How many open forms hold what is not saved. */
export function dirtyForms(): number {
  return [...forms].filter((form) => form.isDirty()).length;
}
