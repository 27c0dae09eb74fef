import { violation_types } from '../forms/violation-types';
import { colonOf } from '../i18n/format';
import type { Vocabulary } from '../records/vocabulary';

/**
 * A violation and how sure it is, as filters and dashboards name them together:
 * "killing_verified" is "Killing: Verified". Undefined for anything else.
 */
export function violationText(
  value: string,
  vocabulary: Vocabulary,
  language: string,
): string | undefined {
  const type = violation_types.find((one) => value === one || value.startsWith(`${one}_`));
  if (type === undefined) return undefined;
  const name = vocabulary.text('lookup-violation-type', type);
  const state = value.slice(type.length + 1);
  if (state === '') return name;
  return name + colonOf(language) + vocabulary.text('lookup-verification-status', state);
}
