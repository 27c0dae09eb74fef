/**
 * Each part of each date listens to every change of selection in the page, to keep its own cursor
 * (React Aria's `useDateSegment`): hundreds of calls for a key typed into a text of a long form.
 * What happens within a text is none of theirs and ends here. Loaded with the first date.
 */
window.addEventListener(
  'selectionchange',
  (event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
      event.stopPropagation();
    }
  },
  { capture: true },
);
