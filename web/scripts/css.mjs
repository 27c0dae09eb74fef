/** Finds physical properties in a stylesheet: left and right turn around in Arabic. */
const physical =
  /^\s*((margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)|left|right|top|bottom|(min-|max-)?(width|height)|border-(top|bottom)-(left|right)-radius)\s*:|^\s*(text-align|float|clear)\s*:\s*(left|right)\b/;

/** `[{ line, text }]`, lines counted from 1. */
export function physicalProperties(css) {
  return css
    .split('\n')
    .map((text, index) => ({ line: index + 1, text: text.trim() }))
    .filter(({ text }) => physical.test(text));
}
