// The contract as a checker: which operation an exchange belongs to, and whether its answer is
// one that the contract describes.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const documentId = 'contract';
// What the transport itself may answer to any call, whatever the operation.
const transportStatuses = new Set([414, 431]);

export function loadContract(file) {
  const document = parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  ajv.addFormat('binary', true);
  ajv.addSchema(document, documentId);
  return { document, ajv, paths: Object.keys(document.paths).map(splitPath) };
}

function splitPath(path) {
  return { path, segments: path.split('/').slice(1) };
}

const isParameter = (segment) => segment.startsWith('{');

/** The path of a target as the server routes it: no query, no odd slashes, no format. */
export function normalisedPath(target) {
  const path = target
    .split('?')[0]
    .split('/')
    .filter((segment) => segment !== '')
    .join('/');
  return `/${path.replace(/\.json$/, '')}`;
}

/** The template a path belongs to; fixed segments win over parameters. */
export function findPath(contract, target) {
  const segments = normalisedPath(target).split('/').slice(1);
  const fits = contract.paths.filter(
    (candidate) =>
      candidate.segments.length === segments.length &&
      candidate.segments.every((part, n) => isParameter(part) || part === segments[n]),
  );
  const fixedParts = (candidate) => candidate.segments.filter((part) => !isParameter(part)).length;
  fits.sort((left, right) => fixedParts(right) - fixedParts(left));
  return fits[0]?.path;
}

export function operationMethod(method) {
  const lower = method.toLowerCase();
  if (lower === 'put') return 'patch';
  return lower === 'head' ? 'get' : lower;
}

function pointer(...steps) {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The response object and where it stands in the document, references followed. */
function resolveResponse(contract, path, method, status) {
  let place = ['paths', path, method, 'responses', String(status)];
  let response = place.reduce((node, step) => node?.[step], contract.document);
  while (response?.$ref) {
    place = response.$ref.slice(2).split('/');
    response = place.reduce((node, step) => node?.[step], contract.document);
  }
  return { response, place };
}

function mediaTypeOf(contentType) {
  return contentType.split(';')[0].trim();
}

function checkBody(contract, exchange, response, place) {
  const documented = response.content ?? {};
  if (Object.keys(documented).length === 0) {
    return exchange.body === '' ? [] : ['has a body where the contract has none'];
  }
  const type = mediaTypeOf(exchange.content_type);
  if (documented['*/*']) return [];
  if (!documented[type]) return [`has the media type ${type || '(none)'}`];
  if (!documented[type].schema || exchange.method === 'HEAD') return [];
  const uri = `${documentId}#${pointer(...place, 'content', type, 'schema')}`;
  const validate = contract.ajv.getSchema(uri) ?? contract.ajv.compile({ $ref: uri });
  let value;
  try {
    value = JSON.parse(exchange.body);
  } catch {
    return ['is not JSON'];
  }
  if (validate(value)) return [];
  return validate.errors.map((error) => `${error.instancePath || '/'} ${error.message}`);
}

function describesErrors(contract, exchange) {
  const response = contract.document.components.responses.NotFound;
  return checkBody(contract, exchange, response, ['components', 'responses', 'NotFound']);
}

/** What is wrong with an exchange; an empty list when it keeps the contract. */
export function violations(contract, exchange) {
  const path = findPath(contract, exchange.target);
  const operation = path && contract.document.paths[path][operationMethod(exchange.method)];
  if (!operation) {
    const isPage = !normalisedPath(exchange.target).startsWith('/api/');
    if (isPage) return [];
    const isRefused = exchange.status === 404 || exchange.status === 401;
    if (isRefused) return describesErrors(contract, exchange);
    return [`answers ${exchange.status} for an operation that is not in the contract`];
  }
  if (transportStatuses.has(exchange.status)) return describesErrors(contract, exchange);
  const method = operationMethod(exchange.method);
  const { response, place } = resolveResponse(contract, path, method, exchange.status);
  if (!response) return [`answers ${exchange.status}, which is not documented`];
  return checkBody(contract, exchange, response, place);
}
