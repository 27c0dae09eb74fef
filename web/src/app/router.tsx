import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { Shell } from '../features/shell/Shell';
import { RouteFailure } from './RouteFailure';
import type { QueryClient } from '@tanstack/react-query';
import { activity_rights } from '../shared/session/permissions';
import { sessionState, signOut } from '../shared/session/session';
import { RecordType } from '../shared/wire/records';
import { guard } from './guards';
import { needs, needsSuperUser, needsToReadOneOf } from './needs';
import { parseSearch, stringifySearch, type FlatSearch } from './search';

interface RouterContext {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  validateSearch: (search: Record<string, unknown>): FlatSearch => toFlat(search),
  errorComponent: RouteFailure,
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: guard,
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/dashboards' });
  },
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  beforeLoad: () => {
    // Signing out leads here for a moment, before the gate puts the sign-in page in our place.
    if (sessionState().phase === 'signed-in') {
      throw redirect({ to: '/dashboards' });
    }
  },
});

const dashboards = createRoute({
  getParentRoute: () => frame,
  path: '/dashboards',
  component: lazyRouteComponent(() => import('../features/home/HomeScreen'), 'HomeScreen'),
});

/** The list of a record type, and one record of it: new, to read, to edit. */
function recordRoutes(type: RecordType) {
  return [
    createRoute({
      getParentRoute: () => frame,
      path: `/${type}`,
      beforeLoad: needs(type, 'read'),
      component: lazyRouteComponent(() => import('./RecordListRoute'), 'RecordListRoute'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: `/${type}/$module/new`,
      beforeLoad: needs(type, 'create'),
      component: lazyRouteComponent(
        () => import('../features/record/RecordCreateScreen'),
        'RecordCreateScreen',
      ),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: `/${type}/$id`,
      beforeLoad: needs(type, 'read'),
      component: lazyRouteComponent(
        () => import('../features/record/RecordScreen'),
        'RecordScreen',
      ),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: `/${type}/$id/edit`,
      beforeLoad: needs(type, 'write'),
      component: lazyRouteComponent(
        () => import('../features/record/RecordScreen'),
        'RecordScreen',
      ),
    }),
  ];
}

/** One's own case, for people who registered themselves. */
function myCase<const Path extends string>(path: Path) {
  return createRoute({
    getParentRoute: () => frame,
    path,
    beforeLoad: needs('cases', 'read'),
    component: lazyRouteComponent(() => import('../features/my-case/MyCaseScreen'), 'MyCaseScreen'),
  });
}

const findBeforeNewCase = createRoute({
  getParentRoute: () => frame,
  path: '/cases/new',
  beforeLoad: needs('cases', 'create'),
  component: lazyRouteComponent(
    () => import('../features/case-create/NewCaseScreen'),
    'NewCaseScreen',
  ),
});

const search = createRoute({
  getParentRoute: () => frame,
  path: '/search',
  component: lazyRouteComponent(() => import('./SearchRoute'), 'SearchRoute'),
});

const tasks = createRoute({
  getParentRoute: () => frame,
  path: '/tasks',
  beforeLoad: needs('dashboards', 'dash_tasks'),
  component: lazyRouteComponent(() => import('../features/tasks/TasksScreen'), 'TasksScreen'),
});

const notifications = createRoute({
  getParentRoute: () => frame,
  path: '/notifications',
  component: lazyRouteComponent(
    () => import('../features/notifications/NotificationsScreen'),
    'NotificationsScreen',
  ),
});

const matchWork = createRoute({
  getParentRoute: () => frame,
  path: '/matches',
  beforeLoad: needsToReadOneOf('potential_matches', 'duplicates'),
  component: lazyRouteComponent(
    () => import('../features/tracing/WorkListScreen'),
    'WorkListScreen',
  ),
});

const pair = createRoute({
  getParentRoute: () => frame,
  path: '/matches/$trace/$case',
  beforeLoad: needs('potential_matches', 'read'),
  component: lazyRouteComponent(() => import('../features/tracing/PairScreen'), 'PairScreen'),
});

const matchesOfTrace = createRoute({
  getParentRoute: () => frame,
  path: '/traces/$trace/matches',
  beforeLoad: needs('potential_matches', 'read'),
  component: lazyRouteComponent(
    () => import('../features/tracing/TraceMatchesScreen'),
    'TraceMatchesScreen',
  ),
});

const matchesOfCase = createRoute({
  getParentRoute: () => frame,
  path: '/cases/$id/matches',
  beforeLoad: needs('potential_matches', 'read'),
  component: lazyRouteComponent(
    () => import('../features/tracing/CaseMatchesScreen'),
    'CaseMatchesScreen',
  ),
});

const mergeOfCases = createRoute({
  getParentRoute: () => frame,
  path: '/cases/$id/merge/$other',
  beforeLoad: needs('duplicates', 'read'),
  component: lazyRouteComponent(() => import('../features/merge/MergeScreen'), 'MergeScreen'),
});

const matchingConfiguration = createRoute({
  getParentRoute: () => frame,
  path: '/matching_configuration',
  beforeLoad: needs('matching_configurations', 'manage'),
  component: lazyRouteComponent(
    () => import('../features/matching-configuration/MatchingConfigurationScreen'),
    'MatchingConfigurationScreen',
  ),
});

const jobs = createRoute({
  getParentRoute: () => frame,
  path: '/jobs',
  beforeLoad: needs('systems', 'manage'),
  component: lazyRouteComponent(() => import('../features/jobs/JobsScreen'), 'JobsScreen'),
});

const identityProviders = createRoute({
  getParentRoute: () => frame,
  path: '/identity_providers',
  beforeLoad: needsSuperUser,
  component: lazyRouteComponent(
    () => import('../features/identity-providers/IdentityProvidersScreen'),
    'IdentityProvidersScreen',
  ),
});

const webhooks = createRoute({
  getParentRoute: () => frame,
  path: '/webhooks',
  beforeLoad: needs('webhooks', 'read'),
  component: lazyRouteComponent(
    () => import('../features/webhooks/WebhooksScreen'),
    'WebhooksScreen',
  ),
});

const codeOfConductText = createRoute({
  getParentRoute: () => frame,
  path: '/admin/code_of_conduct',
  beforeLoad: needs('codes_of_conduct', 'manage'),
  component: lazyRouteComponent(
    () => import('../features/conduct/CodeAdminScreen'),
    'CodeAdminScreen',
  ),
});

const registrationStreams = createRoute({
  getParentRoute: () => frame,
  path: '/admin/registration',
  beforeLoad: needs('systems', 'manage'),
  component: lazyRouteComponent(
    () => import('../features/registration-streams/StreamsScreen'),
    'StreamsScreen',
  ),
});

const activityLog = createRoute({
  getParentRoute: () => frame,
  path: '/activity_log',
  beforeLoad: needs('activity_logs', ...activity_rights),
  component: lazyRouteComponent(
    () => import('../features/activity/ActivityScreen'),
    'ActivityScreen',
  ),
});

const account = createRoute({
  getParentRoute: () => frame,
  path: '/account/$id',
  component: lazyRouteComponent(() => import('../features/account/AccountScreen'), 'AccountScreen'),
});

const support = createRoute({
  getParentRoute: () => frame,
  path: '/support',
  component: lazyRouteComponent(() => import('../features/support/SupportScreen'), 'SupportScreen'),
});

const notAuthorized = createRoute({
  getParentRoute: () => frame,
  path: '/not-authorized',
  component: lazyRouteComponent(
    () => import('../features/support/NotAuthorizedScreen'),
    'NotAuthorizedScreen',
  ),
});

const codeOfConduct = createRoute({
  getParentRoute: () => root,
  path: '/code_of_conduct',
  component: lazyRouteComponent(
    () => import('../features/agreements/CodeOfConductScreen'),
    'CodeOfConductScreen',
  ),
});

const termsOfUse = createRoute({
  getParentRoute: () => root,
  path: '/terms_of_use',
  component: lazyRouteComponent(
    () => import('../features/agreements/TermsOfUseScreen'),
    'TermsOfUseScreen',
  ),
});

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new_password',
  component: lazyRouteComponent(
    () => import('../features/account/NewPasswordScreen'),
    'NewPasswordScreen',
  ),
});

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second_factor',
  component: lazyRouteComponent(
    () => import('../features/account/second-factor/SecondFactorScreen'),
    'SecondFactorScreen',
  ),
});

const logout = createRoute({
  getParentRoute: () => root,
  path: '/logout',
  beforeLoad: () => signOut(),
});

/** Any other address below `/v2`: shown inside the frame, so that one can go on. */
const elsewhere = createRoute({
  getParentRoute: () => frame,
  path: '$',
  component: lazyRouteComponent(
    () => import('../features/support/NotFoundScreen'),
    'NotFoundScreen',
  ),
});

const routeTree = root.addChildren([
  home,
  login,
  frame.addChildren([
    dashboards,
    ...Object.values(RecordType).flatMap(recordRoutes),
    myCase('/my_case'),
    myCase('/my_case/new'),
    myCase('/my_case/edit'),
    findBeforeNewCase,
    search,
    tasks,
    notifications,
    matchWork,
    pair,
    matchesOfTrace,
    matchesOfCase,
    mergeOfCases,
    matchingConfiguration,
    webhooks,
    identityProviders,
    jobs,
    codeOfConductText,
    registrationStreams,
    activityLog,
    account,
    support,
    notAuthorized,
    elsewhere,
  ]),
  codeOfConduct,
  termsOfUse,
  newPassword,
  secondFactor,
  logout,
]);

/** The addresses of the app, all below `/v2`. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    basepath: '/v2',
    parseSearch,
    stringifySearch,
    defaultPreload: false,
    scrollRestoration: true,
    defaultErrorComponent: RouteFailure,
  });
}

function toFlat(search: Record<string, unknown>): FlatSearch {
  return Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]));
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
