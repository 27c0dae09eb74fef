import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Button } from '../../shared/ui/Button';

interface ListAgeProps {
  /** When the server gave the list, in milliseconds. */
  readAt: number;
  onRefresh: () => void;
}

const minute_ms = 60_000;
const minutes_of_hour = 60;

/** How old the rows are, once they are older than a minute, and the way to newer ones. */
export function ListAge({ readAt, onRefresh }: ListAgeProps) {
  const language = useLanguage();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute_ms);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.floor((now - readAt) / minute_ms);
  if (minutes < 1) return null;
  const ago = agoText(minutes, language);
  return (
    <p className="list-age">
      <Trans id="list.age" comment="{ago} is, for example, 3 minutes ago.">
        Read from the server {ago}
      </Trans>
      <Button kind="quiet" onPress={onRefresh}>
        <Trans id="list.refresh">Read again</Trans>
      </Button>
    </p>
  );
}

function agoText(minutes: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language);
  return minutes < minutes_of_hour
    ? format.format(-minutes, 'minute')
    : format.format(-Math.floor(minutes / minutes_of_hour), 'hour');
}
