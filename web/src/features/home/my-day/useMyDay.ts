import { useLingui } from '@lingui/react/macro';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import { keptDrafts, subscribeToDrafts } from '../../../shared/records/drafts';
import { formOfTask, tasksQuery } from '../../../shared/records/tasks';
import { localDay } from '../../../shared/text/days';
import { useApprovalText } from '../../../shared/text/useApprovalText';
import { useTaskText } from '../../../shared/text/useTaskText';
import type { RecordData } from '../../../shared/wire/records';
import {
  DayReason,
  dayItems,
  findingOfCase,
  findingOfDraft,
  findingOfTask,
  withoutRepeated,
  type DayFinding,
} from './day-items';
import {
  caseSourceQuery,
  caseSources,
  consentEndQuery,
  openFlagsQuery,
  silentDays,
  type CaseSource,
} from './day-sources';

const tasksAtMost = 50;

/** Who needs me today: what is not saved, tasks, answers, approvals, flags, silent cases. */
export function useMyDay() {
  const { i18n } = useLingui();
  const user = useUser();
  const [now] = useState(() => new Date());
  const today = localDay(now);
  const days = silentDays(useSettings()?.system_options);
  const endsConsents = useQuery(consentEndQuery(user)).data === true;
  const sources = caseSources(user, now, { days, endsConsents });
  const hasTasks = can(user, 'dashboards', 'dash_tasks');
  const hasFlags = can(user, 'dashboards', 'dash_flags');
  const tasks = useQuery({ ...tasksQuery(1, tasksAtMost), enabled: hasTasks });
  const flags = useQuery({ ...openFlagsQuery, enabled: hasFlags });
  const lists = useQueries({ queries: sources.map(caseSourceQuery) });
  const drafts = useSyncExternalStore(subscribeToDrafts, keptDrafts);
  const taskText = useTaskText();
  const approvalText = useApprovalText();
  const detailOf = ({ approval, reason }: CaseSource) => {
    if (reason === DayReason.silence) return String(days);
    return approval === undefined ? '' : approvalText(approval);
  };
  const due = (tasks.data?.data ?? []).filter((task) => task.overdue || task.upcoming_soon);
  const others: readonly DayFinding[] = [
    ...lists.flatMap((list, index) => {
      const source = sources[index];
      if (source === undefined) return [];
      const { reason, form } = source;
      const why = { reason, detail: detailOf(source), form: form === '' ? undefined : form };
      return (list.data?.data ?? []).map((record) =>
        findingOfCase(record, { ...why, due: dueOf(record, source) }),
      );
    }),
    ...(flags.data?.data ?? [])
      .filter((flag) => !flag.record_access_denied && (flag.date ?? today) <= today)
      .map((flag) => ({
        caseId: flag.record_id,
        name: flag.name ?? '',
        number: flag.short_id ?? '',
        risk: undefined,
        reason: DayReason.flag,
        detail: flag.message ?? '',
        due: flag.date ?? undefined,
        form: undefined,
      })),
  ];
  const findings = [
    ...drafts.map(findingOfDraft),
    ...due.map((task) => findingOfTask(task, taskText(task), formOfTask(task))),
    ...withoutRepeated(others, due),
  ];
  const reads = [...(hasTasks ? [tasks] : []), ...(hasFlags ? [flags] : []), ...lists];
  return {
    today,
    locale: i18n.locale,
    items: dayItems(findings, today),
    isPending: reads.some((read) => read.isPending),
    /** Some part could not be read: the list may lack something, and says so. */
    hasGaps: reads.some((read) => read.isError),
    retry: () => reads.filter((read) => read.isError).forEach((read) => void read.refetch()),
  };
}

function dueOf(record: RecordData, { due }: CaseSource): string | undefined {
  const day = due === undefined ? undefined : record[due];
  return typeof day === 'string' ? day : undefined;
}
