// Checks every recorded exchange against the contract:
//   node validate.mjs EXCHANGES.jsonl [OPENAPI.yaml]
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findPath, loadContract, operationMethod, violations } from './contract.mjs';

const shownMax = 40;
const defaultContract = fileURLToPath(new URL('../../api/openapi.yaml', import.meta.url));

const [exchangesFile, contractFile = defaultContract] = process.argv.slice(2);
if (!exchangesFile) {
  console.error('usage: node validate.mjs EXCHANGES.jsonl [OPENAPI.yaml]');
  process.exit(2);
}

const contract = loadContract(contractFile);
const lines = readFileSync(exchangesFile, 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const exercised = new Set();
const findings = new Map();
let failed = 0;

for (const line of lines) {
  const exchange = JSON.parse(line);
  const path = findPath(contract, exchange.target);
  if (path) exercised.add(`${operationMethod(exchange.method)} ${path}`);
  const wrong = violations(contract, exchange);
  if (wrong.length === 0) continue;
  failed += 1;
  const place = `${exchange.method} ${path ?? exchange.target} → ${exchange.status}`;
  for (const reason of wrong) {
    const key = `${place}: ${reason}`;
    findings.set(key, (findings.get(key) ?? 0) + 1);
  }
}

for (const [finding, count] of [...findings].slice(0, shownMax)) {
  console.log(`${count}× ${finding}`);
}
if (findings.size > shownMax) console.log(`… and ${findings.size - shownMax} more`);
console.log(`${exercised.size} operations exercised`);
console.log(`${lines.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 && lines.length > 0 ? 0 : 1);
