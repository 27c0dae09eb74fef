import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useAnswerText } from '../../../shared/forms/fields/answer-text';
import { formatDateTime } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { pickText } from '../../../shared/text/pick';
import type { RecordData } from '../../../shared/wire/records';
import type { HandOver } from '../casework/hand-over';
import type { Deployment } from '../deployment';
import { fetchHistory } from '../record.wire';
import { recordKey } from '../useRecord';
import { consentSaid, type ConsentSaid } from './consent-facts';
import './sharing.css';

interface ConsentDetailsProps {
  way: HandOver;
  record: RecordData;
  deployment: Deployment;
}

/** What was agreed, what is to be withheld, and when that was written down. */
export default function ConsentDetails({ way, record, deployment }: ConsentDetailsProps) {
  const language = useLanguage();
  const user = useUser();
  const text = useAnswerText(deployment.options);
  const said = consentSaid(way, { record, user, deployment });
  if (said.facts.length === 0) return null;
  return (
    <section className="shared-preview stack" aria-labelledby="consent-said">
      <h3 id="consent-said">
        <Trans id="sharing.consent.title">What the consent says</Trans>
      </h3>
      <dl className="shared-answers">
        {said.facts.map(({ field, value }) => {
          const line = value === undefined || value === null ? '' : text(field, value);
          return (
            <div key={field.name}>
              <dt>{pickText(field.label, language)}</dt>
              <dd>
                {line === '' ? (
                  <Trans id="sharing.consent.none">No answer</Trans>
                ) : (
                  <bdi>{line}</bdi>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {can(user, 'cases', 'change_log') ? <LastSaid id={record.id} said={said} /> : null}
    </section>
  );
}

/** When the answers that the rule asks for were last given, and by whom they were written down. */
function LastSaid({ id, said }: { id: string; said: ConsentSaid }) {
  const language = useLanguage();
  const filters = { 'filters[form_unique_ids]': said.forms };
  const log = useQuery({
    queryKey: [...recordKey('cases', id), 'consent', said.forms],
    queryFn: ({ signal }) => fetchHistory({ type: 'cases', id }, 1, filters, signal),
    staleTime: 0,
  });
  if (log.isLoading) return <Skeleton />;
  const entry = log.data?.data.find((one) =>
    one.record_changes?.some((changes) => said.needed.some((name) => name in changes)),
  );
  if (entry === undefined) return null;
  const at = formatDateTime(entry.datetime, language);
  return (
    <p className="soft">
      <Trans id="sharing.consent.at" comment="{at} is a moment, the other a user name.">
        Written down on <bdi>{at}</bdi> by <bdi>{entry.user_name}</bdi>
      </Trans>
    </p>
  );
}
