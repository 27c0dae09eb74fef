/** Fails on a physical property in a stylesheet: left and right turn around in Arabic. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const src = new URL('../src', import.meta.url).pathname;
const physical =
  /^\s*((margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)|left|right|top|bottom|(min-|max-)?(width|height)|border-(top|bottom)-(left|right)-radius)\s*:|^\s*(text-align|float|clear)\s*:\s*(left|right)\b/;

const findings = readdirSync(src, { recursive: true })
  .filter((name) => name.endsWith('.css'))
  .flatMap((name) =>
    readFileSync(join(src, name), 'utf8')
      .split('\n')
      .map((line, index) => ({ line, where: `src/${name}:${index + 1}` }))
      .filter(({ line }) => physical.test(line)),
  );

for (const { line, where } of findings) {
  console.error(`${where}: use the logical property: ${line.trim()}`);
}
process.exitCode = findings.length === 0 ? 0 : 1;
