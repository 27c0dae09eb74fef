import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { formatDateTime } from '../i18n/format';
import { useLanguage } from '../i18n/useLanguage';
import { useUser } from '../session/useSession';

/** At the head of everything printed: that it is confidential, whose print it is and of when. */
export function PrintNote() {
  const language = useLanguage();
  const { user_name: userName } = useUser();
  const moment = formatDateTime(useMomentOfPrint(), language);
  return (
    <p className="print-note">
      <Trans id="shell.print_note">
        Confidential. Keep this paper locked away. Printed on <bdi>{moment}</bdi> by{' '}
        <bdi>{userName}</bdi>.
      </Trans>
    </p>
  );
}

function useMomentOfPrint(): string {
  const [moment, setMoment] = useState(() => new Date().toISOString());
  useEffect(() => {
    const note = () => setMoment(new Date().toISOString());
    window.addEventListener('beforeprint', note);
    return () => window.removeEventListener('beforeprint', note);
  }, []);
  return moment;
}
