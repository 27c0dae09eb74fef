import * as v from 'valibot';
import { isObject, type JsonObject } from '../../shared/forms/json';
import { rowId, rowsOf } from '../../shared/forms/merge/rows';
import { type Finding, Problem } from '../../shared/forms/validation/keys';
import type { WireFailure } from '../../shared/wire/failure';

const place = v.looseObject({
  pointer: v.string(),
  code: v.fallback(v.string(), ''),
  message: v.fallback(v.string(), ''),
  params: v.fallback(v.record(v.string(), v.union([v.string(), v.number()])), {}),
});
type Place = v.InferOutput<typeof place>;

const body = v.looseObject({
  errors: v.array(
    v.looseObject({
      detail: v.fallback(v.optional(v.unknown()), undefined),
      message: v.fallback(v.optional(v.unknown()), undefined),
      problems: v.fallback(v.array(place), []),
    }),
  ),
});
type Entry = v.InferOutput<typeof body>['errors'][number];

const known: ReadonlySet<string> = new Set(Object.values(Problem));

function isProblem(key: unknown): key is Problem {
  return typeof key === 'string' && known.has(key);
}

/** Sentences that are nothing without their figures. */
const with_figures: ReadonlySet<string> = new Set([
  Problem.textLength,
  Problem.numberRange,
  Problem.decimalPlaces,
  Problem.notBefore,
  Problem.notAfter,
  Problem.attachmentsMaximum,
]);

/** A problem of the whole record is nobody's answer. */
function hasPlace({ pointer }: Place): boolean {
  return pointer !== '' && pointer !== 'base';
}

function fromPlace({ pointer: at, code, message, params }: Place): Finding {
  const pointer = pointerTo(at);
  const canBeSaid = !with_figures.has(code) || Object.keys(params).length > 0;
  if (isProblem(code) && canBeSaid) return { pointer, key: code, parameters: params };
  return message === ''
    ? { pointer, key: Problem.other }
    : { pointer, key: Problem.other, text: message };
}

/** An older server, or the rule of a model: pointers or attribute names, and at best a key. */
function fromDetail({ detail, message }: Entry): Finding[] {
  const details: unknown[] = Array.isArray(detail) ? detail : [detail];
  const keys: unknown[] = Array.isArray(message) ? message : [message];
  const key = keys.find(isProblem) ?? Problem.other;
  return details
    .filter((one) => typeof one === 'string' && one !== 'base')
    .map(String)
    .map((one): Finding => ({ pointer: pointerTo(one), key }));
}

function pointerTo(place: string): string {
  return place.startsWith('/') ? place : `/${place}`;
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
  const found = parsed.output.errors.flatMap((entry) =>
    entry.problems.length > 0 ? entry.problems.filter(hasPlace).map(fromPlace) : fromDetail(entry),
  );
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
