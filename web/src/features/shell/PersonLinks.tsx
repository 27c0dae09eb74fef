import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { LanguageSwitch } from '../../shared/i18n/LanguageSwitch';
import { keepLanguage } from '../../shared/session/keep-language';
import { signOut } from '../../shared/session/session';
import { useUser } from '../../shared/session/useSession';
import { Icon } from '../../shared/ui/Icon';

interface PersonLinksProps {
  onFollowed?: () => void;
}

/** Who is here, in which language, and the way out. */
export function PersonLinks({ onFollowed }: PersonLinksProps) {
  const user = useUser();
  return (
    <div className="person-links">
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
