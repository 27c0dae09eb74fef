import type { RecordData } from '../../../shared/wire/records';
import type { Draft } from '../../../shared/records/drafts';
import { displayId } from '../../../shared/records/record-type';
import { dueDay, type Task } from '../../../shared/records/tasks';
import { daysBetween } from '../../../shared/text/days';

/** Why a case needs somebody today. */
export const DayReason = {
  task: 'task',
  referral: 'referral',
  transfer: 'transfer',
  approval: 'approval',
  rejected: 'rejected',
  flag: 'flag',
  consent: 'consent',
  silence: 'silence',
  draft: 'draft',
  conflict: 'conflict',
} as const;
export type DayReason = (typeof DayReason)[keyof typeof DayReason];

/** One reason for one case, as a source found it. */
export interface DayFinding {
  caseId: string;
  name: string;
  number: string;
  risk: string | undefined;
  reason: DayReason;
  /** What the reason is about: a task's words, an approval's name, a flag's text. */
  detail: string;
  /** `YYYY-MM-DD`; absent for what waits without a date. */
  due: string | undefined;
  /** The form or panel of the record where it is done. */
  form: string | undefined;
  /** Where it goes on, if that is not the case itself. */
  path?: string;
}

/** One record of the day with all that it asks for, the most pressing first. */
export interface DayItem {
  caseId: string;
  name: string;
  number: string;
  risk: string | undefined;
  /** Where its first reason is done. */
  path: string | undefined;
  findings: readonly DayFinding[];
}

const riskRanks: Readonly<Record<string, number>> = { high: 3, medium: 2, low: 1 };

/** One line a case: by risk, then by how late it is, then by name. */
export function dayItems(findings: readonly DayFinding[], today: string): readonly DayItem[] {
  const byCase = new Map<string, DayFinding[]>();
  for (const finding of findings) {
    byCase.set(finding.caseId, [...(byCase.get(finding.caseId) ?? []), finding]);
  }
  const items = [...byCase.values()].map((ofCase) => itemOf(ofCase, today));
  return items.sort(
    (one, other) =>
      rankOf(other) - rankOf(one) ||
      latenessOf(other, today) - latenessOf(one, today) ||
      one.name.localeCompare(other.name),
  );
}

function itemOf(findings: readonly DayFinding[], today: string): DayItem {
  const sorted = [...findings].sort((one, other) => lateness(other, today) - lateness(one, today));
  const first = (pick: (finding: DayFinding) => string | undefined) =>
    sorted.map(pick).find((value) => value !== undefined && value !== '');
  return {
    caseId: sorted[0]?.caseId ?? '',
    name: first(({ name }) => name) ?? '',
    number: first(({ number }) => number) ?? '',
    risk: first(({ risk }) => risk),
    // What is not saved yet is gone on with before anything else is done to the record.
    path: first(({ path }) => path),
    findings: sorted,
  };
}

function rankOf({ risk }: DayItem): number {
  return riskRanks[risk ?? ''] ?? 0;
}

function latenessOf({ findings }: DayItem, today: string): number {
  return Math.max(...findings.map((finding) => lateness(finding, today)));
}

/** Days late; what waits without a date counts as due today. */
function lateness({ due }: DayFinding, today: string): number {
  return due === undefined ? 0 : daysBetween(due, today);
}

/** Kinds of tasks that say what a list of cases says, too. */
const sameAsTask: Readonly<Record<string, DayReason>> = {
  referral_response: DayReason.referral,
  transfer_response: DayReason.transfer,
  approval: DayReason.approval,
  flag: DayReason.flag,
};

/** The findings without those that a task of the same case has named already. */
export function withoutRepeated(
  findings: readonly DayFinding[],
  tasks: readonly Task[],
): readonly DayFinding[] {
  const named = new Set(tasks.map(({ id, type }) => `${id} ${sameAsTask[type] ?? ''}`));
  return findings.filter(({ caseId, reason }) => !named.has(`${caseId} ${reason}`));
}

export function findingOfTask(task: Task, detail: string, form: string | undefined): DayFinding {
  return {
    caseId: task.id,
    name: task.name ?? '',
    number: task.record_id_display ?? '',
    risk: task.priority ?? undefined,
    reason: DayReason.task,
    detail,
    due: dueDay(task),
    form,
  };
}

/** What was typed and not saved; the words are those of the draft itself. */
export function findingOfDraft({ values, initial, about }: Draft): DayFinding {
  const known = { ...initial, ...values };
  const given = [known['name_first'], known['name_last']].map(textOf).filter(Boolean).join(' ');
  return {
    caseId: textOf(known['id']) || about.path,
    name: textOf(known['name']) || given,
    number: about.isNew ? '' : displayId(about.type, known),
    risk: textOf(known['risk_level']) || undefined,
    reason: about.clashes > 0 ? DayReason.conflict : DayReason.draft,
    detail: about.isNew ? 'new' : '',
    due: undefined,
    form: undefined,
    path: about.path,
  };
}

interface CaseReason {
  reason: DayReason;
  detail: string;
  form: string | undefined;
  due?: string | undefined;
}

export function findingOfCase(record: RecordData, why: CaseReason): DayFinding {
  return {
    caseId: record.id,
    name: textOf(record['name']),
    number: textOf(record['case_id_display']) || textOf(record['short_id']),
    risk: textOf(record['risk_level']) || undefined,
    ...why,
    due: why.due,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
