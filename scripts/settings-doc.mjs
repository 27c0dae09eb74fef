// Writes the table of settings in docs/operator.md anew from src/base/settings_table.cpp.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { settingsTable } from '../tests/tidy/settings.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const manual = join(root, 'docs/operator.md');
const table = settingsTable(readFileSync(join(root, 'src/base/settings_table.cpp'), 'utf8'));
const text = readFileSync(manual, 'utf8');
const marked = /(<!-- settings: begin[^>]*-->)[\s\S]*(<!-- settings: end -->)/;
if (!marked.test(text)) throw new Error('docs/operator.md has lost the marks of its settings');
writeFileSync(
  manual,
  text.replace(marked, (_, begin, end) => `${begin}\n\n${table}\n${end}`),
);
