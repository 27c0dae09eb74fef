import * as v from 'valibot';
import { isObject, type JsonObject } from '../../shared/forms/json';
import { rowId, rowsOf } from '../../shared/forms/merge/rows';
import { type Finding, Problem } from '../../shared/forms/validation/keys';
import type { WireFailure } from '../../shared/wire/failure';

const body = v.looseObject({
  errors: v.array(
    v.looseObject({
      detail: v.fallback(v.optional(v.unknown()), undefined),
      messages: v.fallback(v.optional(v.record(v.string(), v.unknown())), undefined),
      message: v.fallback(v.optional(v.unknown()), undefined),
    }),
  ),
});

const known: ReadonlySet<string> = new Set(Object.values(Problem));

function isProblem(key: unknown): key is Problem {
  return typeof key === 'string' && known.has(key);
}

function keyOf(message: unknown): Problem {
  const keys: unknown[] = Array.isArray(message) ? message : [message];
  return keys.find(isProblem) ?? Problem.other;
}

function pointerOf(detail: string): string {
  return detail.startsWith('/') ? detail : `/${detail}`;
}

/**
 * What the server found wrong, at the places of this form. Rows are counted in what was sent, which
 * is less than what is on screen.
 */
export function serverProblems(
  failure: WireFailure,
  sent: JsonObject,
  values: JsonObject,
): Finding[] {
  const parsed = v.safeParse(body, failure.body);
  if (!parsed.success) return [];
  const found = parsed.output.errors.flatMap(({ detail, messages = {}, message }): Finding[] => {
    const details: unknown[] = Array.isArray(detail) ? detail : [detail];
    const named = details.filter((one) => typeof one === 'string' && one !== 'base');
    return named.map((one): Finding => {
      const pointer = String(one);
      return { pointer: pointerOf(pointer), key: keyOf(messages[pointer] ?? message) };
    });
  });
  const unique = new Map(found.map((finding) => [finding.pointer, finding]));
  return [...unique.values()].map((finding) => ({
    ...finding,
    pointer: placed(finding.pointer, sent, values),
  }));
}

function placed(pointer: string, sent: JsonObject, values: JsonObject): string {
  const [field = '', index, ...rest] = pointer.split('/').slice(1);
  const row = index === undefined ? undefined : rowsOf(sent[field])[Number(index)];
  if (!isObject(row)) return pointer;
  const at = rowsOf(values[field]).findIndex((one) => rowId(one) === rowId(row));
  return at < 0 ? pointer : ['', field, String(at), ...rest].join('/');
}
