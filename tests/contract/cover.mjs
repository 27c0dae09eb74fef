// Checks that the recorded exchanges ask for every operation of the contract, with one answer and
// one refusal at least:
//   node cover.mjs EXCHANGES.jsonl [OPENAPI.yaml]
// untested.json names the operations that have no test over HTTP yet, by the reason.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadContract } from './contract.mjs';
import { Coverage } from './coverage.mjs';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

const [exchangesFile, contractFile = here('../../api/openapi.yaml')] = process.argv.slice(2);
if (!exchangesFile) {
  console.error('usage: node cover.mjs EXCHANGES.jsonl [OPENAPI.yaml]');
  process.exit(2);
}

const coverage = new Coverage(loadContract(contractFile));
for (const line of readFileSync(exchangesFile, 'utf8').split('\n')) {
  if (line !== '') coverage.note(JSON.parse(line));
}
const exempt = Object.values(JSON.parse(readFileSync(here('untested.json'), 'utf8'))).flat();
const { found, count } = coverage.findings(exempt);
for (const finding of found) console.log(finding);
console.log(`${count - exempt.length} of ${count} operations have to be covered`);
console.log(`${Math.max(0, count - found.length)} passed, ${found.length} failed`);
process.exit(found.length === 0 ? 0 : 1);
