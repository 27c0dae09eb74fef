import { Trans } from '@lingui/react/macro';
import { lazy } from 'react';
import { FieldModeText, StrangerText } from '../../../shared/ui/FailureText';
import { Fetched } from '../../../shared/ui/Fetched';
import { useLine, useLite } from '../../../shared/ui/useOnline';
import { Line } from '../../../shared/wire/connection';

const LiteNotice = lazy(() => import('./LiteNotice'));

/** Above the page while something is wrong with the line, and what it means for the work. */
export function LineBanner() {
  const line = useLine();
  const isLite = useLite();
  const text = textOf(line);
  if (text !== undefined) {
    return (
      <div className="offline line-banner" role="status">
        {text}
      </div>
    );
  }
  return isLite ? (
    <Fetched>
      <LiteNotice />
    </Fetched>
  ) : null;
}

function textOf(line: Line) {
  switch (line) {
    case Line.online:
      return undefined;
    case Line.offline:
      return (
        <p>
          <Trans id="shell.offline">
            You are offline. What you see may be out of date; nothing new can be read or saved until
            there is a connection.
          </Trans>
        </p>
      );
    case Line.stranger:
      return (
        <p>
          <StrangerText />
        </p>
      );
    case Line.field:
      return <FieldModeText />;
  }
}
