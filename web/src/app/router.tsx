import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { RouteFailure } from './RouteFailure';
import type { QueryClient } from '@tanstack/react-query';
import { sessionState, signOut } from '../shared/session/session';
import { guard } from './guards';
import { needs } from './needs';
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
  component: lazyRouteComponent(() => import('../features/shell/Shell'), 'Shell'),
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

const cases = createRoute({
  getParentRoute: () => frame,
  path: '/cases',
  beforeLoad: needs('cases', 'read'),
  component: lazyRouteComponent(() => import('../features/case-list/CaseList'), 'CaseList'),
});

const findBeforeNewCase = createRoute({
  getParentRoute: () => frame,
  path: '/cases/new',
  beforeLoad: needs('cases', 'create'),
  component: lazyRouteComponent(
    () => import('../features/case-create/NewCaseScreen'),
    'NewCaseScreen',
  ),
});

const newCase = createRoute({
  getParentRoute: () => frame,
  path: '/cases/$module/new',
  beforeLoad: needs('cases', 'create'),
  component: lazyRouteComponent(
    () => import('../features/record/RecordCreateScreen'),
    'RecordCreateScreen',
  ),
});

const oneCase = createRoute({
  getParentRoute: () => frame,
  path: '/cases/$id',
  beforeLoad: needs('cases', 'read'),
  component: lazyRouteComponent(() => import('../features/record/RecordScreen'), 'RecordScreen'),
});

const editCase = createRoute({
  getParentRoute: () => frame,
  path: '/cases/$id/edit',
  beforeLoad: needs('cases', 'write'),
  component: lazyRouteComponent(() => import('../features/record/RecordScreen'), 'RecordScreen'),
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
    cases,
    findBeforeNewCase,
    newCase,
    oneCase,
    editCase,
    account,
    support,
    notAuthorized,
    elsewhere,
  ]),
  codeOfConduct,
  termsOfUse,
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
