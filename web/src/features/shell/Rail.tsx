import { useLingui } from '@lingui/react/macro';
import { useAppName } from '../../shared/session/useAppName';
import { Logo } from '../../shared/ui/Logo';
import { LineChip } from './line/LineChip';
import { NavLinks } from './NavLinks';
import { PersonLinks } from './PersonLinks';
import { useNavItems } from './useNavItems';

/** The side rail of wide screens. */
export function Rail() {
  const app = useAppName();
  const { t } = useLingui();
  const { main } = useNavItems();
  return (
    <header className="rail">
      <div className="brand">
        <Logo size={40} />
        <span className="brand-name" translate="no">
          {app}
        </span>
      </div>
      <nav aria-label={t({ id: 'nav.main', message: 'Main' })}>
        <NavLinks items={main} />
      </nav>
      <PersonLinks line={<LineChip />} />
    </header>
  );
}
