import { createLink, useRouterState } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
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
          <NavEntry item={item} {...(onFollowed ? { onClick: onFollowed } : {})} />
        </li>
      ))}
    </ul>
  );
}

interface NavEntryProps {
  item: NavItem;
  onClick?: () => void;
}

function NavEntry({ item, ...rest }: NavEntryProps) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <PlaceLink
      to={item.to}
      {...(item.hash === undefined ? {} : { hash: item.hash })}
      isCurrent={isCurrent(item, path)}
      {...rest}
    >
      <Icon name={item.icon} />
      <span>{item.text}</span>
    </PlaceLink>
  );
}

/** A record belongs to its list; a new case is a place of its own; a hash never is one. */
function isCurrent({ to, hash }: NavItem, path: string): boolean {
  const place = path.replace(/^\/v2(?=\/)/, '');
  const isNew = /^\/cases\/([^/]+\/)?new$/.test(place);
  if (hash !== undefined) {
    return false;
  }
  return to === '/cases/new'
    ? isNew
    : place === to || (to === '/cases' && place.startsWith('/cases/') && !isNew);
}

interface PlaceAnchorProps extends ComponentProps<'a'> {
  isCurrent: boolean;
}

const PlaceLink = createLink(({ isCurrent: isHere, ...props }: PlaceAnchorProps) => (
  <a {...props} className="nav-link" aria-current={isHere ? 'page' : undefined} />
));
