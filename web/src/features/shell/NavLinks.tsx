import { Link } from '@tanstack/react-router';
import { Icon } from '../../shared/ui/Icon';
import type { NavItem } from './useNavItems';

interface NavLinksProps {
  items: readonly NavItem[];
  onFollowed?: () => void;
}

/** The places of the app; the current one is marked for eyes and ears. */
export function NavLinks({ items, onFollowed }: NavLinksProps) {
  return (
    <ul className="nav-links">
      {items.map((item) => (
        <li key={item.icon}>
          <Link
            to={item.to}
            {...(item.hash === undefined ? {} : { hash: item.hash })}
            className="nav-link"
            activeOptions={{ exact: item.to !== '/cases', includeSearch: false }}
            activeProps={item.isAction ? {} : { 'aria-current': 'page' }}
            inactiveProps={{ 'aria-current': undefined }}
            {...(onFollowed ? { onClick: onFollowed } : {})}
          >
            <Icon name={item.icon} />
            <span>{item.text}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
