import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Dashboard, Indicator } from '../../../shared/records/dashboards';
import { RecordType } from '../../../shared/wire/records';

/** What the values of a pivot are, which says where their words are. */
export const Pivot = {
  person: 'person',
  risk: 'risk',
  workflow: 'workflow',
  place: 'place',
  concern: 'concern',
  party: 'party',
  other: 'other',
} as const;
export type Pivot = (typeof Pivot)[keyof typeof Pivot];

interface SectionPlan {
  id: string;
  title: MessageDescriptor;
  /** Names of dashboards, without the module behind a dot. */
  names: readonly string[];
  pivot?: Pivot;
  /** What is counted, and so where the numbers lead; cases unless said. */
  type?: RecordType;
}

/** A group of numbers that belong together. */
export interface Section {
  id: string;
  title: MessageDescriptor;
  pivot: Pivot;
  type: RecordType;
  /** By key, in the order of the page. */
  indicators: readonly (readonly [string, Indicator])[];
}

const approvals = ['assessment', 'case_plan', 'closure', 'action_plan', 'gbv_closure'];

/** The page from top to bottom: one's own numbers, then those of the team, then of places. */
const plans: readonly SectionPlan[] = [
  {
    id: 'overview',
    title: msg({ id: 'section.overview', message: 'Overview' }),
    names: [
      'case_overview',
      'dash_case_incident_overview',
      'dash_group_overview',
      'dash_national_admin_summary',
    ],
  },
  {
    id: 'risk',
    title: msg({ id: 'section.risk', message: 'Open cases by risk' }),
    names: ['case_risk'],
    pivot: Pivot.risk,
  },
  {
    id: 'action',
    title: msg({ id: 'section.action', message: 'Action needed' }),
    names: [
      'action_needed_new_updated',
      'action_needed_identified',
      'action_needed_new_referrals',
      'action_needed_transfer_awaiting_acceptance',
      'dash_matching_results',
    ],
  },
  {
    id: 'workflow',
    title: msg({ id: 'section.workflow', message: 'My cases by step' }),
    names: ['workflow'],
    pivot: Pivot.workflow,
  },
  {
    id: 'approvals_pending',
    title: msg({ id: 'section.approvals_pending', message: 'Approvals that wait' }),
    names: approvals.map((approval) => `approvals_${approval}_pending`),
  },
  {
    id: 'approvals',
    title: msg({ id: 'section.approvals', message: 'Approvals of my cases' }),
    names: approvals.map((approval) => `approvals_${approval}`),
  },
  {
    id: 'shared_with_me',
    title: msg({ id: 'section.shared_with_me', message: 'Shared with me' }),
    names: ['dash_shared_with_me'],
  },
  {
    id: 'shared_with_others',
    title: msg({ id: 'section.shared_with_others', message: 'Shared with others' }),
    names: ['dash_shared_with_others'],
  },
  {
    id: 'team_transfers',
    title: msg({ id: 'section.team_transfers', message: 'Transfers to my team' }),
    names: ['dash_shared_with_my_team_overview'],
  },
  {
    id: 'provisions',
    title: msg({ id: 'section.provisions', message: 'Services in my cases' }),
    names: ['dash_service_provisions'],
  },
  {
    id: 'response',
    title: msg({ id: 'section.response', message: 'Services to provide, by risk' }),
    names: ['view_response'],
    pivot: Pivot.risk,
  },
  {
    id: 'identified',
    title: msg({ id: 'section.identified', message: 'Identified, waiting for' }),
    names: ['dash_identified_waiting'],
  },
  {
    id: 'waiting',
    title: msg({ id: 'section.waiting', message: 'Approvals waiting for' }),
    names: ['dash_approvals_waiting_time'],
  },
  {
    id: 'turnaround',
    title: msg({ id: 'section.turnaround', message: 'How fast referrals are answered' }),
    names: ['dash_referral_turnaround'],
  },
  {
    id: 'quality',
    title: msg({ id: 'section.quality', message: 'Quality' }),
    names: ['dash_quality'],
  },
  {
    id: 'to_assign',
    title: msg({ id: 'section.to_assign', message: 'Cases to assign' }),
    names: ['dash_cases_to_assign'],
  },
  {
    id: 'from_team',
    title: msg({ id: 'section.from_team', message: 'Shared by my team' }),
    names: ['dash_shared_from_my_team'],
    pivot: Pivot.person,
  },
  {
    id: 'with_team',
    title: msg({ id: 'section.with_team', message: 'Shared with my team' }),
    names: ['dash_shared_with_my_team'],
    pivot: Pivot.person,
  },
  {
    id: 'overdue',
    title: msg({ id: 'section.overdue', message: 'Cases with overdue tasks' }),
    names: [
      'cases_by_task_overdue_assessment',
      'cases_by_task_overdue_case_plan',
      'cases_by_task_overdue_services',
      'cases_by_task_overdue_followups',
    ],
    pivot: Pivot.person,
  },
  {
    id: 'workers',
    title: msg({ id: 'section.workers', message: 'Cases by case worker' }),
    names: ['dash_cases_by_social_worker'],
    pivot: Pivot.person,
  },
  {
    id: 'team_workflow',
    title: msg({ id: 'section.team_workflow', message: 'Cases of the team by step' }),
    names: ['workflow_team'],
    pivot: Pivot.workflow,
  },
  {
    id: 'places',
    title: msg({ id: 'section.places', message: 'Cases by place' }),
    names: ['reporting_location'],
    pivot: Pivot.place,
  },
  {
    id: 'concerns',
    title: msg({ id: 'section.concerns', message: 'Protection concerns' }),
    names: ['dash_protection_concerns', 'dash_protection_concerns_by_location'],
    pivot: Pivot.concern,
  },
  {
    id: 'violations',
    title: msg({ id: 'section.violations', message: 'Violations by verification' }),
    names: ['dash_violations_category_verification_status'],
    type: RecordType.incident,
  },
  {
    id: 'violation_places',
    title: msg({ id: 'section.violation_places', message: 'Violations by place' }),
    names: ['dash_violations_category_region'],
    pivot: Pivot.place,
    type: RecordType.incident,
  },
  {
    id: 'perpetrators',
    title: msg({ id: 'section.perpetrators', message: 'Perpetrators' }),
    names: ['dash_perpetrator_armed_force_group_party_names'],
    pivot: Pivot.party,
    type: RecordType.incident,
  },
];

const others = {
  id: 'others',
  title: msg({ id: 'section.others', message: 'More numbers' }),
  pivot: Pivot.other,
  type: RecordType.case,
};

/** A part of the page by its name. */
export type SectionName = Pick<Section, 'id' | 'title'>;

/** Every part that a page can have. */
export const sectionNames: readonly SectionName[] = [...plans, others];

/** Shown in the cockpit, not once more below. */
const ofCockpit = new Set(['dash_caseload']);

/** The sections that have numbers; a dashboard that no section knows goes to the last one. */
export function sectionsOf(dashboards: readonly Dashboard[]): readonly Section[] {
  const known = new Set(plans.flatMap(({ names }) => names));
  const unknown = dashboards.filter(({ name }) => {
    const plain = plainName(name);
    return !known.has(plain) && !ofCockpit.has(plain);
  });
  const sections = plans.map(({ names, pivot = Pivot.other, type = RecordType.case, ...plan }) => ({
    ...plan,
    pivot,
    type,
    indicators: names.flatMap((name) =>
      indicatorsOf(dashboards.filter((dashboard) => plainName(dashboard.name) === name)),
    ),
  }));
  return [...sections, { ...others, indicators: indicatorsOf(unknown) }].filter(
    ({ indicators }) => indicators.length > 0,
  );
}

function indicatorsOf(dashboards: readonly Dashboard[]): Section['indicators'] {
  return dashboards
    .flatMap(({ indicators }) => [...indicators])
    .filter(([, indicator]) => !isEmpty(indicator));
}

/** Counted by something that nobody has. */
function isEmpty(indicator: Indicator): boolean {
  switch (indicator.shape) {
    case 'one':
      return false;
    case 'by':
      return indicator.stats.size === 0;
    case 'cross':
      return indicator.rows.size === 0;
  }
}

/** Values that have an order of their own; others follow as the server sends them. */
const orders: Readonly<Partial<Record<Pivot, readonly string[]>>> = {
  risk: ['high', 'medium', 'low', 'none'],
  workflow: [
    'new',
    'reopened',
    'assessment',
    'case_plan',
    'care_plan',
    'action_plan',
    'service_provision',
    'services_implemented',
    'closed',
  ],
};

/** The values of a pivot in the order in which people think of them. */
export function inOrder(pivot: Pivot, ids: Iterable<string>): readonly string[] {
  const order = orders[pivot] ?? [];
  const given = new Set(ids);
  return [
    ...order.filter((id) => given.has(id)),
    ...[...given].filter((id) => !order.includes(id)),
  ];
}

function plainName(name: string): string {
  return name.split('.')[0] ?? name;
}
