import { useLingui } from '@lingui/react/macro';
import { activity_rights, can, hasOneCase, isSuperUser } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { recordTypeTexts } from '../../shared/text/record-type-texts';
import type { IconName } from '../../shared/ui/icons';
import { RecordType } from '../../shared/wire/records';
import type { ExtendedUser } from '../../shared/wire/user';
import { useBadges, type Badge } from './useBadges';

export interface NavItem {
  to: string;
  icon: IconName;
  text: string;
  /** How many things wait there. */
  badge?: Badge | undefined;
}

const recordIcons: Readonly<Record<RecordType, IconName>> = {
  cases: 'cases',
  incidents: 'incident',
  tracing_requests: 'trace',
  registry_records: 'registry',
  families: 'family',
};

interface NavItems {
  /** Everything this user may reach, in the order of the navigation. */
  main: readonly NavItem[];
  /** The four places of the thumb's bar. */
  quick: readonly NavItem[];
  notifications: NavItem;
}

/** The places of the app, by what the role allows. */
export function useNavItems(): NavItems {
  const { t } = useLingui();
  const user = useUser();
  const badges = useBadges();
  const records = useRecordItems(user, badges.records);
  const home: NavItem = {
    to: '/dashboards',
    icon: 'home',
    text: t({ id: 'nav.home', message: 'Home' }),
  };
  const tasks: NavItem = {
    to: '/tasks',
    icon: 'tasks',
    text: t({ id: 'nav.tasks', message: 'Tasks' }),
  };
  const create: NavItem = {
    to: '/cases/new',
    icon: 'plus',
    text: t({ id: 'nav.new', message: 'New case' }),
  };
  const search: NavItem = {
    to: '/search',
    icon: 'search',
    text: t({ id: 'nav.search', message: 'Search' }),
  };
  const notifications: NavItem = {
    to: '/notifications',
    icon: 'bell',
    text: t({ id: 'nav.notifications', message: 'Notifications' }),
    badge: badges.notifications,
  };
  const matches: NavItem = {
    to: '/matches',
    icon: 'columns',
    text: t({ id: 'nav.matches', message: 'Possible matches' }),
  };
  const support: NavItem = {
    to: '/support',
    icon: 'support',
    text: t({ id: 'nav.support', message: 'Support' }),
  };
  const ownCase = useOwnCase();
  const oversight = useOversightItems(user);
  if (hasOneCase(user)) {
    return { main: [ownCase, notifications, support], quick: [ownCase], notifications };
  }
  const when = (isThere: boolean, item: NavItem) => (isThere ? [item] : []);
  const mayCreate = can(user, 'cases', 'create');
  const isReader = records.length > 0;
  const seesPairs = can(user, 'potential_matches', 'read') || can(user, 'duplicates', 'read');
  return {
    main: [
      home,
      ...when(isReader, search),
      ...when(can(user, 'dashboards', 'dash_tasks'), tasks),
      ...records,
      ...when(seesPairs, matches),
      ...when(mayCreate, create),
      notifications,
      ...oversight,
      support,
    ],
    quick: [home, ...records.slice(0, 1), ...when(mayCreate, create), ...when(isReader, search)],
    notifications,
  };
}

function useOwnCase(): NavItem {
  const { t } = useLingui();
  return { to: '/my_case', icon: 'cases', text: t({ id: 'nav.my_case', message: 'My case' }) };
}

/** What was decided by others, and by which rules matches are found. */
function useOversightItems(user: ExtendedUser): readonly NavItem[] {
  const { t } = useLingui();
  const activity: NavItem = {
    to: '/activity_log',
    icon: 'activity',
    text: t({ id: 'nav.activity', message: 'Activity log' }),
  };
  const rules: NavItem = {
    to: '/matching_configuration',
    icon: 'sort',
    text: t({ id: 'nav.match_rules', message: 'Matching rules' }),
  };
  const receivers: NavItem = {
    to: '/webhooks',
    icon: 'send',
    text: t({ id: 'nav.webhooks', message: 'Other systems' }),
  };
  const providers: NavItem = {
    to: '/identity_providers',
    icon: 'lock',
    text: t({ id: 'nav.identity_providers', message: 'Identity providers' }),
  };
  const jobs: NavItem = {
    to: '/jobs',
    icon: 'tasks',
    text: t({ id: 'nav.jobs', message: 'Background work' }),
  };
  const conduct: NavItem = {
    to: '/admin/code_of_conduct',
    icon: 'check',
    text: t({ id: 'nav.code_of_conduct', message: 'Code of conduct' }),
  };
  const registering: NavItem = {
    to: '/admin/registration',
    icon: 'plus',
    text: t({ id: 'nav.registering', message: 'Registering oneself' }),
  };
  return [
    ...(can(user, 'activity_logs', ...activity_rights) ? [activity] : []),
    ...(can(user, 'matching_configurations', 'manage') ? [rules] : []),
    ...(can(user, 'webhooks', 'read') ? [receivers] : []),
    ...(can(user, 'codes_of_conduct', 'manage') ? [conduct] : []),
    ...(isSuperUser(user) ? [providers] : []),
    ...(can(user, 'systems', 'manage') ? [registering, jobs] : []),
  ];
}

/** The record types the role may read. */
function useRecordItems(
  user: ExtendedUser,
  badges: Readonly<Partial<Record<RecordType, Badge>>>,
): readonly NavItem[] {
  const { i18n } = useLingui();
  return Object.values(RecordType)
    .filter((type) => can(user, type, 'read'))
    .map((type) => ({
      to: `/${type}`,
      icon: recordIcons[type],
      text: i18n._(recordTypeTexts[type]),
      badge: badges[type],
    }));
}
