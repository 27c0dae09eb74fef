import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { LanguageSwitch } from '../../shared/i18n/LanguageSwitch';
import { keepLanguage } from '../../shared/session/keep-language';
import { signOut } from '../../shared/session/session';
import { useUser } from '../../shared/session/useSession';
import { FieldModeSwitch } from './line/FieldModeSwitch';
import { Icon } from '../../shared/ui/Icon';

interface PersonLinksProps {
  onFollowed?: () => void;
  /** The state of the line, where it has its place here. */
  line?: ReactNode;
}

/** Who is here, in which language, and the way out. */
export function PersonLinks({ onFollowed, line }: PersonLinksProps) {
  const user = useUser();
  return (
    <div className="person-links">
      {line}
      <FieldModeSwitch />
      <LanguageSwitch onChosen={(language) => void keepLanguage(language)} />
      <Link
        to="/account/$id"
        params={{ id: String(user.id) }}
        className="nav-link"
        {...(onFollowed ? { onClick: onFollowed } : {})}
      >
        <Icon name="person" />
        <bdi>{user.full_name || user.user_name}</bdi>
      </Link>
      <button type="button" className="nav-link" onClick={() => void signOut()}>
        <Icon name="leave" />
        <span>
          <Trans id="nav.sign_out">Sign out</Trans>
        </span>
      </button>
    </div>
  );
}
