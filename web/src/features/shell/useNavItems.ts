import { useLingui } from '@lingui/react/macro';
import { useCan } from '../../shared/session/useSession';
import type { IconName } from '../../shared/ui/icons';

export interface NavItem {
  to: '/dashboards' | '/cases' | '/cases/new' | '/support';
  /** A part of a page that another entry stands for. */
  hash?: string;
  icon: IconName;
  text: string;
}

/** What this user may reach, in the order of the navigation. */
export function useNavItems(): { main: readonly NavItem[]; quick: readonly NavItem[] } {
  const { t } = useLingui();
  const mayRead = useCan('cases', 'read');
  const mayCreate = useCan('cases', 'create');
  const home: NavItem = {
    to: '/dashboards',
    icon: 'home',
    text: t({ id: 'nav.home', message: 'Home' }),
  };
  const cases: readonly NavItem[] = mayRead
    ? [{ to: '/cases', icon: 'cases', text: t({ id: 'nav.cases', message: 'Cases' }) }]
    : [];
  const create: readonly NavItem[] = mayCreate
    ? [{ to: '/cases/new', icon: 'plus', text: t({ id: 'nav.new', message: 'New case' }) }]
    : [];
  const search: readonly NavItem[] = mayRead
    ? [
        {
          to: '/cases',
          hash: 'search',
          icon: 'search',
          text: t({ id: 'nav.search', message: 'Search' }),
        },
      ]
    : [];
  const support: NavItem = {
    to: '/support',
    icon: 'support',
    text: t({ id: 'nav.support', message: 'Support' }),
  };
  return {
    main: [home, ...cases, ...create, support],
    quick: [home, ...cases, ...create, ...search],
  };
}
