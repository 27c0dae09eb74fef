// The check of coverage: it must miss what is missing.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { loadContract } from './contract.mjs';
import { Coverage, operationsOf, recordTags } from './coverage.mjs';

const file = fileURLToPath(new URL('../../api/openapi.yaml', import.meta.url));
const contract = {
  ...loadContract(file),
  document: {
    paths: {
      '/things': {
        get: { tags: ['roles'], responses: { 200: {}, 401: {}, 403: {} } },
        post: { tags: ['flags'], responses: { 204: {}, 422: {} } },
      },
      '/things/{id}': { get: { tags: ['flags'], responses: { 404: {} } } },
      '/open': { get: { tags: ['bootstrap'], responses: { 200: {} } } },
    },
  },
};
contract.paths = Object.keys(contract.document.paths).map((path) => ({
  path,
  segments: path.split('/').slice(1),
}));

const everything = [
  ['GET', '/things', 200],
  ['GET', '/things?page=1', 403],
  ['POST', '/things', 204],
  ['POST', '/things', 422],
  ['GET', '/things/7', 404],
  ['GET', '/open', 200],
];

function findings(exchanges, exempt = []) {
  const coverage = new Coverage(contract);
  for (const [method, target, status] of exchanges) coverage.note({ method, target, status });
  return coverage.findings(exempt).found;
}

test('an answer and a refusal of each operation are enough', () => {
  assert.deepEqual(findings(everything), []);
});

test('each exchange is missed when it is not there', () => {
  for (const left of everything) {
    const others = everything.filter((exchange) => exchange !== left);
    assert.equal(findings(others).length, 1, left.join(' '));
  }
});

test('being turned away at the door, and errors of the server, are no refusals', () => {
  const others = everything.filter(([, , status]) => status !== 403);
  assert.equal(findings([...others, ['GET', '/things', 401], ['GET', '/things', 500]]).length, 1);
});

test('exemptions are neither for records, nor for what is covered or not there', () => {
  const others = everything.filter(([method]) => method !== 'POST');
  assert.deepEqual(findings(others, ['post /things']), ['post /things: may not be exempt']);
  assert.deepEqual(findings(everything, ['get /open']), ['get /open: is exempt but covered']);
  assert.equal(findings(everything, ['get /nothing']).length, 1);
  assert.deepEqual(findings(everything.slice(0, -1), ['get /open']), []);
});

test('the operations about records are found by their tags', () => {
  const operations = operationsOf(loadContract(file));
  const about = [...operations].filter(([, operation]) => operation.isAboutRecords);
  const paths = about.map(([operation]) => operation.split(' ')[1]);
  for (const type of ['cases', 'incidents', 'tracing_requests', 'families', 'registry_records']) {
    for (const part of ['', '/flags', '/alerts', '/record_history', '/access_log']) {
      assert.ok(paths.includes(`/api/v2/${type}/{record_id}${part}`), `${type}${part}`);
    }
    assert.ok(recordTags.has(type));
  }
  // As many as the contract of records had when it was written, and what came since.
  assert.ok(about.length >= 127, String(about.length));
});
