import type { Dashboard, Stat } from '../../../shared/records/dashboards';

/** What one case worker carries. */
export interface Load {
  worker: string;
  /** Open cases by risk level; `all` where the server does not say. */
  byRisk: ReadonlyMap<string, Stat>;
  count: number;
  /** Open cases, those of higher risk counted more than once. */
  weighted: number;
}

/** A case of high risk asks for about three times the visits of one of low risk. */
const weights: Readonly<Record<string, number>> = { high: 3, medium: 2 };

/**
 * The minimum standards for child protection in humanitarian action (standard 18) name 25 cases
 * for one case worker as the most; a deployment may set its own number.
 */
const casesAtMost = 25;

/** How many open cases are too many here: the system option that the server counts by, too. */
export function ceilingOf(options: Readonly<Record<string, unknown>>): number {
  const own = options['caseload_maximum'];
  return typeof own === 'number' && own >= 0 ? own : casesAtMost;
}

/**
 * Caseloads, the heaviest first: from the caseload numbers, else from the team's cases by step
 * without those that are closed.
 */
export function loadsOf(dashboards: readonly Dashboard[]): readonly Load[] {
  const caseload = crossOf(dashboards, 'dash_caseload');
  const rows = caseload ?? openOf(crossOf(dashboards, 'workflow_team'));
  return [...(rows ?? [])]
    .map(([worker, byRisk]) => loadOf(worker, byRisk))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.weighted - one.weighted || one.worker.localeCompare(other.worker));
}

type Rows = ReadonlyMap<string, ReadonlyMap<string, Stat>>;

function crossOf(dashboards: readonly Dashboard[], name: string): Rows | undefined {
  const indicators = dashboards.find((one) => one.name === name)?.indicators.values() ?? [];
  const rows = new Map<string, Map<string, Stat>>();
  for (const indicator of indicators) {
    if (indicator.shape !== 'cross') continue;
    for (const [worker, stats] of indicator.rows) {
      rows.set(worker, new Map([...(rows.get(worker) ?? []), ...stats]));
    }
  }
  return rows.size === 0 ? undefined : rows;
}

/** All open steps of a worker together, with the list of that worker's open cases. */
function openOf(rows: Rows | undefined): Rows | undefined {
  return rows === undefined
    ? undefined
    : new Map(
        [...rows].map(([worker, steps]) => {
          const open = [...steps].filter(([step]) => step !== 'closed');
          const count = open.reduce((sum, [, { count: of }]) => sum + of, 0);
          const query = ['record_state=true', 'status=open', `owned_by=${worker}`];
          return [worker, new Map([['all', { count, query }]])];
        }),
      );
}

function loadOf(worker: string, byRisk: ReadonlyMap<string, Stat>): Load {
  const entries = [...byRisk];
  const sum = (weigh: (risk: string) => number) =>
    entries.reduce((total, [risk, { count }]) => total + count * weigh(risk), 0);
  return {
    worker,
    byRisk,
    count: sum(() => 1),
    weighted: sum((risk) => weights[risk] ?? 1),
  };
}
