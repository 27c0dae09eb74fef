import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { Icon } from '../../shared/ui/Icon';
import { useAppName } from '../../shared/session/useAppName';
import { Logo } from '../../shared/ui/Logo';
import { LineChip } from './line/LineChip';
import { NavLinks } from './NavLinks';
import { PersonLinks } from './PersonLinks';
import { useNavItems, type NavItem } from './useNavItems';

/** The top bar of tablets and phones with the drawer behind its menu button. */
export function TopBar() {
  const app = useAppName();
  const { t } = useLingui();
  const { main, notifications } = useNavItems();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <header className="top-bar">
      <Button
        kind="quiet"
        onPress={() => setOpen(true)}
        aria-label={t({ id: 'nav.open', message: 'Open the menu' })}
      >
        <Icon name="menu" />
      </Button>
      <div className="brand">
        <Logo size={32} />
        <span className="brand-name" translate="no">
          {app}
        </span>
      </div>
      <LineChip isSmall />
      <NotificationsLink item={notifications} />
      <Dialog
        shape="start"
        isOpen={isOpen}
        onClose={close}
        title={t({ id: 'nav.menu', message: 'Menu' })}
      >
        <nav aria-label={t({ id: 'nav.main', message: 'Main' })}>
          <NavLinks items={main} onFollowed={close} />
        </nav>
        <PersonLinks onFollowed={close} />
      </Dialog>
    </header>
  );
}

/** The bell of narrow screens, where the navigation is behind a button. */
function NotificationsLink({ item }: { item: NavItem }) {
  return (
    <Link to={item.to} className="top-bell" aria-label={[item.text, item.badge?.phrase].join(' ')}>
      <Icon name={item.icon} />
      {item.badge ? (
        <span className="badge" aria-hidden="true">
          {item.badge.number}
        </span>
      ) : null}
    </Link>
  );
}
