import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { settingsQuery } from '../../shared/definitions/definitions';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { owesTermsOfUse } from '../../shared/session/agreements';
import { useAppName } from '../../shared/session/useAppName';
import { useUser } from '../../shared/session/useSession';
import { pickText } from '../../shared/text/pick';
import { Agreement } from './Agreement';

/** The agency's terms of use: opened first, then accepted. */
export function TermsOfUseScreen() {
  const { t } = useLingui();
  const user = useUser();
  const app = useAppName();
  const language = useLanguage();
  const settings = useQuery(settingsQuery).data;
  const [isRead, setRead] = useState(false);
  const agency = settings?.agencies.find((candidate) => candidate.id === user.agency_id);
  const isOwed = owesTermsOfUse(user);
  return (
    <Agreement
      title={t({ id: 'terms.title', message: 'Terms of use' })}
      agreement={isOwed ? { accept_terms_of_use: true } : undefined}
      mayAccept={isRead || !agency?.terms_of_use}
    >
      {user.agency_terms_of_use_changed ? (
        <p>
          <Trans id="terms.changed">
            The terms have changed since you accepted them. Please read them again.
          </Trans>
        </p>
      ) : null}
      <p dir="auto">
        {pickText(settings?.terms_of_use_acknowledge, language) ||
          t({
            id: 'terms.acknowledge',
            message: `Please read the terms of use of your agency before you work with ${app}.`,
          })}
      </p>
      {agency?.terms_of_use ? (
        <a
          className="button button-secondary"
          href={agency.terms_of_use}
          target="_blank"
          rel="noreferrer"
          onClick={() => setRead(true)}
        >
          <Trans id="terms.view">Open the terms (PDF, new window)</Trans>
        </a>
      ) : null}
    </Agreement>
  );
}
