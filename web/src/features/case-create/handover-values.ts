import type { Handover } from '../../shared/intake/handover';
import { isRanked, type Search } from '../../shared/records/list-query';

/**
 * What a search tells the new form. A name is spread over the fields the deployment builds names
 * from (first word to the first field, last word to the last, the rest between); ids are not
 * handed on, because nobody knows which of the many numbers it is.
 */
export function handoverOf(search: Search, nameFields: readonly string[]): Handover {
  const isName = isRanked(search) && !/\d/.test(search.text);
  if (!isName) {
    return {};
  }
  const words = search.text.split(/\s+/).filter(Boolean);
  const first = nameFields[0];
  const last = nameFields[nameFields.length - 1];
  if (first === undefined || last === undefined || first === last) {
    return { [first ?? 'name']: words.join(' ') };
  }
  if (words.length < 2) {
    return { [first]: words.join(' ') };
  }
  const middle = nameFields[1];
  const between = words.slice(1, -1).join(' ');
  const hasMiddle = middle !== undefined && middle !== last;
  return {
    [first]: hasMiddle || between === '' ? words[0] : `${words[0]} ${between}`,
    ...(hasMiddle && between !== '' ? { [middle]: between } : {}),
    [last]: words[words.length - 1],
  };
}
