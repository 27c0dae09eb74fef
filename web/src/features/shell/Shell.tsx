import { Trans } from '@lingui/react/macro';
import { Outlet } from '@tanstack/react-router';
import { media, useMedia } from '../../shared/ui/useMedia';
import { useOnline } from '../../shared/ui/useOnline';
import { Snackbars } from '../../shared/ui/Snackbars';
import { BottomBar } from './BottomBar';
import { InstallNotice } from './InstallNotice';
import { PrintNote } from '../../shared/text/PrintNote';
import { Rail } from './Rail';
import { TopBar } from './TopBar';
import { UpdateNotice } from './UpdateNotice';
import { usePushPings } from './usePushPings';
import { useShortcuts } from './useShortcuts';
import './Shell.css';

/** The frame around every page: where one is, where one can go, what state the line is in. */
export function Shell() {
  const isNarrow = useMedia(media.narrow);
  const isPhone = useMedia(media.phone);
  const isOnline = useOnline();
  useShortcuts();
  usePushPings();
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        <Trans id="shell.skip">Skip to the content</Trans>
      </a>
      {isNarrow ? <TopBar /> : <Rail />}
      <main id="content" className="content" tabIndex={-1}>
        {isOnline ? null : (
          <p className="offline" role="status">
            <Trans id="shell.offline">
              You are offline. What you see may be out of date; nothing new can be read or saved
              until there is a connection.
            </Trans>
          </p>
        )}
        <PrintNote />
        <UpdateNotice />
        <InstallNotice />
        <Outlet />
      </main>
      {isPhone ? <BottomBar /> : null}
      <Snackbars />
    </div>
  );
}
