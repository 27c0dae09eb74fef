import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { locationsQuery } from '../../../shared/definitions/definitions';
import { placeText } from '../../../shared/forms/options';
import { formatList, formatNumber } from '../../../shared/i18n/format';
import { languages, shippedLanguage } from '../../../shared/i18n/languages';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';
import type { Recipient } from '../casework/casework.wire';
import type { Deployment } from '../deployment';

interface RecipientFactsProps {
  recipient: Recipient;
  deployment: Deployment;
}

/** What is known of the chosen person: services, language, place, and how much they carry. */
export function RecipientFacts({ recipient, deployment }: RecipientFactsProps) {
  const language = useLanguage();
  const { services, locale, location, open_cases: open, pending_referrals: waiting } = recipient;
  const types = deployment.options.lookup('lookup-service-type')?.values ?? [];
  const offered = formatList(
    (services ?? []).map(
      (id) => pickText(types.find((one) => one.id === id)?.display_text, language) || id,
    ),
    language,
  );
  const spoken = shippedLanguage(locale);
  const name = spoken === undefined ? '' : languages[spoken].name;
  const known = useQuery(locationsQuery).data?.find(({ code }) => code === location);
  const place = placeText(pickText(known?.name, language) ?? '', language);
  const cases = formatNumber(open ?? 0, language);
  const referrals = formatNumber(waiting ?? 0, language);
  return (
    <ul className="soft recipient-facts">
      {recipient.out_of_office ? (
        <li>
          <strong>
            <Trans id="sharing.fact.away">Away at the moment</Trans>
          </strong>
        </li>
      ) : null}
      {offered ? (
        <li>
          <Trans id="sharing.fact.services">Offers: {offered}</Trans>
        </li>
      ) : null}
      {name ? (
        <li>
          <Trans id="sharing.fact.language">
            Uses the app in <bdi>{name}</bdi>
          </Trans>
        </li>
      ) : null}
      {place ? (
        <li>
          <bdi>{place}</bdi>
        </li>
      ) : null}
      {open === undefined ? null : (
        <li>
          <Trans id="sharing.fact.load" comment="Two numbers.">
            Open cases: {cases} · referrals to answer: {referrals}
          </Trans>
        </li>
      )}
    </ul>
  );
}
