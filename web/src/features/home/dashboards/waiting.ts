import type { Dashboard, Stat } from '../../../shared/records/dashboards';

/** How long an approval has been waited for, the shortest first. */
export const spans = ['under_3_days', '3_to_7_days', 'over_7_days'] as const;
export type Span = (typeof spans)[number];

/** One kind of approval that people wait for. */
export interface Waiting {
  readonly approval: string;
  readonly bySpan: ReadonlyMap<Span, Stat>;
  readonly count: number;
}

/** The section of the page with the bare numbers of approvals that wait. */
export const pendingSection = 'approvals_pending';

/** Sections that a leader finds in the cockpit instead. */
export const cockpitSections: readonly string[] = ['waiting', pendingSection];

/** The dashboard that counts them. */
export const waitingName = 'dash_approvals_waiting_time';

/** The approvals that somebody waits for, those that wait longest first. */
export function waitingOf(dashboards: readonly Dashboard[]): readonly Waiting[] {
  const indicators = dashboards.find(({ name }) => name === waitingName)?.indicators ?? new Map();
  const byApproval = new Map<string, Map<Span, Stat>>();
  for (const [key, indicator] of indicators) {
    const found = /^approval_waiting_(.+?)_(under_3_days|3_to_7_days|over_7_days)$/.exec(key);
    const span = spans.find((one) => one === found?.[2]);
    const approval = found?.[1];
    if (indicator.shape !== 'one' || span === undefined || approval === undefined) continue;
    const known = byApproval.get(approval) ?? new Map<Span, Stat>();
    byApproval.set(approval, known.set(span, indicator.stat));
  }
  return [...byApproval]
    .map(([approval, bySpan]) => ({
      approval,
      bySpan,
      count: [...bySpan.values()].reduce((sum, stat) => sum + stat.count, 0),
    }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => late(other) - late(one) || other.count - one.count);
}

function late({ bySpan }: Waiting): number {
  return bySpan.get('over_7_days')?.count ?? 0;
}
