// Which operations of the contract the tests have asked for, and how they were answered.
import { findPath, operationMethod } from './contract.mjs';

const methods = ['get', 'post', 'patch', 'delete'];
const refusals = ['403', '404', '422'];
/** The operations about records: none of them may be among the exemptions. */
export const recordTags = new Set([
  'cases',
  'incidents',
  'tracing_requests',
  'families',
  'registry_records',
  'flags',
  'alerts',
  'transitions',
  'attachments',
  'approvals',
  'relationships',
  'matching',
  'history',
  'saved_searches',
  'overview',
]);

/** Every operation as "get /path", with what the tests have to see of it. */
export function operationsOf({ document }) {
  const operations = new Map();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods.filter((name) => item[name])) {
      const statuses = Object.keys(item[method].responses);
      const documented = refusals.filter((status) => statuses.includes(status));
      operations.set(`${method} ${path}`, {
        isAboutRecords:
          (item[method].tags ?? []).some((tag) => recordTags.has(tag)) &&
          !path.startsWith('/api/v2/matching_configuration'),
        isEverAnswered: statuses.some((status) => status.startsWith('2')),
        // Being turned away at the door says something of an operation only if that is all.
        refusedBy: documented.length > 0 ? documented : statuses.filter((one) => one === '401'),
      });
    }
  }
  return operations;
}

/** Notes exchanges; says afterwards which operations are not covered. */
export class Coverage {
  #contract;
  #statuses = new Map();

  constructor(contract) {
    this.#contract = contract;
  }

  note({ method, target, status }) {
    const path = findPath(this.#contract, target);
    if (!path) return;
    const operation = `${operationMethod(method)} ${path}`;
    const seen = this.#statuses.get(operation) ?? new Set();
    this.#statuses.set(operation, seen.add(String(status)));
  }

  #lacks(operation, { isEverAnswered, refusedBy }) {
    const seen = this.#statuses.get(operation) ?? new Set();
    const lacking = [];
    if (isEverAnswered && ![...seen].some((status) => status.startsWith('2'))) {
      lacking.push('is never answered');
    }
    if (refusedBy.length > 0 && !refusedBy.some((status) => seen.has(status))) {
      lacking.push(`is never refused with ${refusedBy.join(', ')}`);
    }
    return lacking;
  }

  /** What is not covered, and exemptions that are wrong or not needed any more. */
  findings(exempt) {
    const operations = operationsOf(this.#contract);
    const found = exempt
      .filter((operation) => !operations.has(operation))
      .map((operation) => `${operation}: is exempt but not in the contract`);
    for (const [operation, wanted] of operations) {
      const lacking = this.#lacks(operation, wanted);
      const isExempt = exempt.includes(operation);
      if (isExempt && wanted.isAboutRecords) found.push(`${operation}: may not be exempt`);
      if (isExempt && lacking.length === 0) found.push(`${operation}: is exempt but covered`);
      if (!isExempt) found.push(...lacking.map((what) => `${operation}: ${what}`));
    }
    return { found, count: operations.size };
  }
}
