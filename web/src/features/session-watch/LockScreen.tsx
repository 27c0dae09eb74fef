import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useAppName } from '../../shared/session/useAppName';
import { LanguageSwitch } from '../../shared/i18n/LanguageSwitch';
import { areScreensDown, subscribeToScreens, unsavedCount } from '../../shared/lock/lock';
import { signOut } from '../../shared/session/session';
import type { ExtendedUser } from '../../shared/wire/user';
import { Button } from '../../shared/ui/Button';
import { Logo } from '../../shared/ui/Logo';
import { initialsOf } from './initials';
import { beginLock, hidePage } from './lock-page';
import { LockForms } from './LockForms';
import { ProviderWay } from './ProviderWay';
import './lock.css';

interface LockScreenProps {
  user: ExtendedUser;
}

/** In place of the page: who was here, by initials, and nothing about any child. */
export function LockScreen({ user }: LockScreenProps) {
  const app = useAppName();
  const { t } = useLingui();
  const title = t({ id: 'lock.page_title', message: `Locked · ${app}` });
  const [lock] = useState(beginLock);
  useEffect(() => hidePage(lock), [lock]);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return createPortal(
    <main className="lock">
      <div className="lock-card">
        <Logo size={48} />
        <h1>
          <Trans id="lock.title">{app} is locked</Trans>
        </h1>
        <p className="lock-initials" translate="no">
          <bdi>{initialsOf(user.full_name || user.user_name)}</bdi>
        </p>
        <p>
          <Trans id="lock.explain">
            Nobody used the app for a while. What you were doing is still here: unlock it to
            continue.
          </Trans>
        </p>
        <Unsaved />
        <LockForms userName={user.user_name} />
        <ProviderWay />
        <div className="lock-leave">
          <p className="soft">
            <Trans id="lock.leave_explain">
              Is this not you? Signing out lets somebody else sign in. What was typed and not saved
              is lost then.
            </Trans>
          </p>
          <Button onPress={() => void signOut()}>
            <Trans id="lock.leave">Sign out</Trans>
          </Button>
        </div>
      </div>
      <LanguageSwitch />
    </main>,
    lock.place,
  );
}

/** How much is not saved; whoever closes the window now would lose it, and is asked. */
function Unsaved() {
  const count = useSyncExternalStore(subscribeToScreens, unsavedCount);
  const areDown = useSyncExternalStore(subscribeToScreens, areScreensDown);
  const asks = areDown && count > 0;
  useEffect(() => {
    if (!asks) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
  return count === 0 ? null : (
    <p>
      <Trans id="lock.unsaved">Records with unsaved answers: {count}</Trans>
    </p>
  );
}
