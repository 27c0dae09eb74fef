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
        <li key={item.to}>
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
    <PlaceLink to={item.to} isCurrent={isCurrent(item, path)} {...rest}>
      <Icon name={item.icon} />
      <span>{item.text}</span>
      {item.badge ? (
        <>
          <span className="badge" aria-hidden="true">
            {item.badge.number}
          </span>
          <span className="visually-hidden">{item.badge.phrase}</span>
        </>
      ) : null}
    </PlaceLink>
  );
}

/** A record belongs to its list; a new case is a place of its own. */
function isCurrent({ to }: NavItem, path: string): boolean {
  const place = path.replace(/^\/v2(?=\/)/, '');
  const isNewCase = /^\/cases\/([^/]+\/)?new$/.test(place);
  return to === '/cases/new'
    ? isNewCase
    : place === to || (place.startsWith(`${to}/`) && !(to === '/cases' && isNewCase));
}

interface PlaceAnchorProps extends ComponentProps<'a'> {
  isCurrent: boolean;
}

const PlaceLink = createLink(({ isCurrent: isHere, ...props }: PlaceAnchorProps) => (
  <a {...props} className="nav-link" aria-current={isHere ? 'page' : undefined} />
));
