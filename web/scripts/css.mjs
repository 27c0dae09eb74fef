/** Finds physical properties in a stylesheet: left and right turn around in Arabic. */
const side = '(left|right|top|bottom)';
const properties = [
  `(margin|padding|border|scroll-margin|scroll-padding)-${side}`,
  side,
  '(min-|max-)?(width|height)',
  'border-(top|bottom)-(left|right)-radius',
].join('|');
const physical = new RegExp(
  `^\\s*(${properties})\\s*:|^\\s*(text-align|float|clear)\\s*:\\s*(left|right)\\b`,
);

/** `[{ line, text }]`, lines counted from 1. */
export function physicalProperties(css) {
  return css
    .split('\n')
    .map((text, index) => ({ line: index + 1, text: text.trim() }))
    .filter(({ text }) => physical.test(text));
}
