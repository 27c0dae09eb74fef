import { Trans } from '@lingui/react/macro';
import { formatDate } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';
import type { Transition } from '../casework/casework.wire';
import type { Deployment } from '../deployment';

interface HandOverTermsProps {
  transition: Transition;
  deployment: Deployment;
}

/** For which service, by when an answer is needed, and what else was agreed. */
export function HandOverTerms({ transition, deployment }: HandOverTermsProps) {
  const language = useLanguage();
  const types = deployment.options.lookup('lookup-service-type')?.values ?? [];
  const type = types.find((one) => one.id === transition.service);
  const service = pickText(type?.display_text, language) || transition.service;
  const { status, respond_by: by } = transition;
  const dayOf = (day: string | null | undefined) => (day ? formatDate(day, language) : '');
  const day = dayOf(by);
  const until = dayOf(transition.access_until);
  const remind = dayOf(transition.remind_on);
  const isRunning = status === 'in_progress' || status === 'accepted';
  return (
    <>
      {service ? (
        <p>
          <Trans id="sharing.terms.service">
            Service: <bdi>{service}</bdi>
          </Trans>
        </p>
      ) : null}
      {by && status === 'in_progress' ? (
        <p>
          <Trans id="sharing.terms.respond_by" comment="{day} is a date.">
            Answer needed by <bdi>{day}</bdi>
          </Trans>
        </p>
      ) : null}
      {isRunning && until ? (
        <p>
          <Trans id="sharing.terms.access_until" comment="{until} is a date.">
            Access until <bdi>{until}</bdi>
          </Trans>
        </p>
      ) : null}
      {isRunning && remind ? (
        <p>
          <Trans id="sharing.terms.remind_on" comment="{remind} is a date.">
            Reminder on <bdi>{remind}</bdi>
          </Trans>
        </p>
      ) : null}
      {transition.expired ? (
        <p>
          {transition.responded_at ? (
            <Trans id="sharing.terms.over">Access has ended: its last day is over.</Trans>
          ) : (
            <Trans id="sharing.terms.expired">Ended because nobody answered in time.</Trans>
          )}
        </p>
      ) : null}
      {transition.consent_overridden ? (
        <p>
          <Trans id="sharing.terms.overridden">Shared without consent.</Trans>
        </p>
      ) : null}
    </>
  );
}
