// The checker itself: it must find what it is there to find.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findPath, loadContract, normalisedPath, violations } from './contract.mjs';

const text = `
openapi: 3.1.0
info: {title: Invented, version: '1'}
paths:
  /api/v2/things:
    get:
      responses:
        '200':
          description: Things.
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties: {data: {type: array, items: {$ref: '#/components/schemas/Thing'}}}
        '403': {$ref: '#/components/responses/NotFound'}
  /api/v2/things/{id}:
    patch:
      responses:
        '204': {description: Done.}
  /api/v2/things/special:
    patch:
      responses:
        '204': {description: Done.}
components:
  responses:
    NotFound:
      description: An error.
      content:
        application/json:
          schema: {type: object, required: [errors]}
  schemas:
    Thing: {type: object, required: [id], properties: {id: {type: integer}}}
`;

function contractOf(yaml) {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-contract-'));
  const file = join(folder, 'openapi.yaml');
  writeFileSync(file, yaml);
  const contract = loadContract(file);
  rmSync(folder, { recursive: true });
  return contract;
}

const contract = contractOf(text);
const exchange = (changes) => ({
  method: 'GET',
  target: '/api/v2/things?page=1',
  status: 200,
  content_type: 'application/json; charset=utf-8',
  body: '{"data":[{"id":1}]}',
  ...changes,
});

test('an exchange as described passes', () => {
  assert.deepEqual(violations(contract, exchange({})), []);
  assert.deepEqual(violations(contract, exchange({ status: 403, body: '{"errors":[]}' })), []);
});

test('a wrong type, a missing member and text that is not JSON are found', () => {
  assert.equal(violations(contract, exchange({ body: '{"data":[{"id":"1"}]}' })).length, 1);
  assert.equal(violations(contract, exchange({ body: '{"data":[{}]}' })).length, 1);
  assert.equal(violations(contract, exchange({ body: '{}' })).length, 1);
  assert.equal(violations(contract, exchange({ body: 'no' })).length, 1);
  assert.equal(violations(contract, exchange({ status: 403, body: '{}' })).length, 1);
});

test('an undocumented status, media type or operation is found', () => {
  assert.equal(violations(contract, exchange({ status: 418 })).length, 1);
  assert.equal(violations(contract, exchange({ content_type: 'text/html' })).length, 1);
  assert.equal(violations(contract, exchange({ method: 'DELETE' })).length, 1);
  assert.equal(violations(contract, exchange({ target: '/api/v2/nowhere' })).length, 1);
});

test('a body where there must be none is found', () => {
  const patch = { method: 'PUT', target: '/api/v2/things/7', status: 204, content_type: '' };
  assert.deepEqual(violations(contract, exchange({ ...patch, body: '' })), []);
  assert.equal(violations(contract, exchange({ ...patch, body: 'x' })).length, 1);
});

test('paths are found as the server routes them', () => {
  assert.equal(findPath(contract, '/api/v2//things/special.json'), '/api/v2/things/special');
  assert.equal(findPath(contract, '/api/v2/things/9/'), '/api/v2/things/{id}');
  assert.equal(findPath(contract, '/api/v2/things/9/more'), undefined);
  assert.equal(normalisedPath('/a//b/?x=/y'), '/a/b');
});
