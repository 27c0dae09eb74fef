// Holds the tree to the house rules that a program can see: node tests/tidy/tidy.mjs [root]
// Each rule is one test; findings are printed as file:line.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { figures } from './report.mjs';
import { rules } from './rules.mjs';
import { readTree } from './tree.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const tree = readTree(process.argv[2] ?? join(here, '../..'));

let failed = 0;
for (const { name, check } of rules) {
  const findings = check(tree);
  if (findings.length === 0) continue;
  failed++;
  console.log(`${name}: ${findings.length}`);
  for (const { file, line, text } of findings) console.log(`  ${file}:${line}: ${text}`);
}
for (const line of figures(tree)) console.log(line);
console.log(`${rules.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
