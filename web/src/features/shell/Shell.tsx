import { Trans } from '@lingui/react/macro';
import { Outlet } from '@tanstack/react-router';
import { media, useMedia } from '../../shared/ui/useMedia';
import { Snackbars } from '../../shared/ui/Snackbars';
import { BottomBar } from './BottomBar';
import { InstallNotice } from './InstallNotice';
import { LineBanner } from './line/LineBanner';
import { PrintNote } from '../../shared/text/PrintNote';
import { Rail } from './Rail';
import { TopBar } from './TopBar';
import { UpdateNotice } from './UpdateNotice';
import { useQuietDevice } from './line/useQuietDevice';
import { usePushPings } from './usePushPings';
import { useShortcuts } from './useShortcuts';
import './Shell.css';

/** The frame around every page: where one is, where one can go, what state the line is in. */
export function Shell() {
  const isNarrow = useMedia(media.narrow);
  const isPhone = useMedia(media.phone);
  useShortcuts();
  usePushPings();
  useQuietDevice();
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        <Trans id="shell.skip">Skip to the content</Trans>
      </a>
      {isNarrow ? <TopBar /> : <Rail />}
      <main id="content" className="content" tabIndex={-1}>
        <LineBanner />
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
