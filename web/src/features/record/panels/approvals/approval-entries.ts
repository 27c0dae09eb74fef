import { isObject, type JsonObject, liveRows } from '../../../../shared/forms/json';
import { asJson } from '../../../../shared/forms/definition';
import type { RecordData } from '../../../../shared/wire/records';

/** One request for an approval, or an answer to one. */
export interface ApprovalEntry {
  readonly id: string;
  readonly approval: string;
  readonly state: string;
  readonly who: string;
  readonly on: string;
  readonly comment: string;
  /** The kind of case plan, where the deployment tells kinds apart. */
  readonly planType: string;
  /** Who is asked to answer, where somebody was named. */
  readonly approver: string;
  /** For whom a deputy answered. */
  readonly onBehalfOf: string;
  /** When what was approved was first changed afterwards. */
  readonly changedSince: string;
}

function text(row: JsonObject, ...keys: readonly string[]): string {
  const found = keys.map((key) => row[key]).find((one) => typeof one === 'string' && one !== '');
  return typeof found === 'string' ? found : '';
}

/** Every request and answer of the record, oldest first. */
export function approvalEntries(record: RecordData): ApprovalEntry[] {
  return liveRows(asJson(record['approval_subforms']))
    .filter(isObject)
    .map((row, at) => ({
      id: text(row, 'unique_id') || String(at),
      approval: text(row, 'approval_requested_for', 'approval_response_for'),
      state: text(row, 'approval_status'),
      who: text(row, 'approved_by', 'requested_by'),
      on: text(row, 'approval_date'),
      comment: text(row, 'approval_manager_comments'),
      planType: text(row, 'approval_for_type'),
      approver: text(row, 'approver'),
      onBehalfOf: text(row, 'on_behalf_of'),
      changedSince: text(row, 'changed_since').slice(0, 10),
    }));
}

/** The entries by what was to be approved, the approval that moved last first. */
export function approvalsOf(record: RecordData): [string, ApprovalEntry[]][] {
  const newest = approvalEntries(record).toReversed();
  return [...Map.groupBy(newest, ({ approval }) => approval)];
}
