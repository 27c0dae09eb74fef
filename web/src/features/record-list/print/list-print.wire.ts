import { apiQuery, type ListQuery } from '../../../shared/records/list-query';
import { singularOf } from '../../../shared/records/record-type';
import { callForFile, type ReceivedFile } from '../../../shared/wire/client';
import type { RecordType } from '../../../shared/wire/records';
import { dataOf, lookOf, needsForms, type PrintWish } from '../../../shared/print/print-wish';

/** Everything that the list finds, with these columns. */
export function printList(
  type: RecordType,
  query: ListQuery,
  data: Readonly<Record<string, unknown>>,
): Promise<ReceivedFile> {
  const wanted = { ...apiQuery(query), page: undefined, per: undefined, fields: undefined };
  return callForFile(`/${type}/list_pdf`, { method: 'POST', query: wanted, body: { data } });
}

/** The wish for a list as the server reads it; alerts and flags are two columns there. */
export function listData(
  wish: PrintWish,
  columns: readonly string[],
): Readonly<Record<string, unknown>> {
  const names = columns.flatMap((name) =>
    name === 'marks' ? ['alert_count', 'flag_count'] : [name],
  );
  return { ...lookOf(wish), columns: names };
}

/** These records in one document. */
export function printMany(
  type: RecordType,
  ids: readonly string[],
  wish: PrintWish,
): Promise<ReceivedFile> {
  return callForFile(`/${type}/pdf`, { method: 'POST', body: { data: { ...dataOf(wish), ids } } });
}

/** The forms without answers. */
export function printBlank(type: RecordType, wish: PrintWish): Promise<ReceivedFile> {
  return callForFile('/forms/pdf', {
    query: {
      record_type: singularOf(type),
      template: needsForms(wish) ? undefined : wish.template,
      form_unique_ids: wish.forms,
      locale: wish.language,
      paper: wish.paper,
    },
  });
}
