import { useLingui } from '@lingui/react/macro';
import { NavLinks } from './NavLinks';
import { useNavItems } from './useNavItems';

/** The thumb's bar of phones: the four places one goes to all day. */
export function BottomBar() {
  const { t } = useLingui();
  const { quick } = useNavItems();
  return (
    <nav className="bottom-bar" aria-label={t({ id: 'nav.quick', message: 'Quick access' })}>
      <NavLinks items={quick} />
    </nav>
  );
}
