/** Part of `npm run lint`: fails on a physical property in any stylesheet. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { physicalProperties } from './css.mjs';

const src = join(import.meta.dirname, '../src');
const findings = readdirSync(src, { recursive: true })
  .filter((name) => name.endsWith('.css'))
  .flatMap((name) =>
    physicalProperties(readFileSync(join(src, name), 'utf8')).map(
      ({ line, text }) => `src/${name}:${line}: use the logical property: ${text}`,
    ),
  );

findings.forEach((finding) => console.error(finding));
process.exitCode = findings.length === 0 ? 0 : 1;
