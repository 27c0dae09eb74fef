import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { locationsQuery } from '../../../../shared/definitions/definitions';
import { placeText } from '../../../../shared/forms/options';
import { formatDate, formatList, formatNumber } from '../../../../shared/i18n/format';
import { languages, shippedLanguage } from '../../../../shared/i18n/languages';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pickText } from '../../../../shared/text/pick';
import type { Recipient } from '../../casework/casework.wire';
import type { Deployment } from '../../deployment';
import { DistanceText } from './DistanceText';

interface RecipientFactsProps {
  recipient: Recipient;
  deployment: Deployment;
}

/** What is known of a person: services, hours, free places, language, place, what they carry. */
export default function RecipientFacts({ recipient, deployment }: RecipientFactsProps) {
  const language = useLanguage();
  const { locale, open_cases: open, pending_referrals: waiting } = recipient;
  const offered = useOffered(recipient, deployment);
  const spoken = shippedLanguage(locale);
  const name = spoken === undefined ? '' : languages[spoken].name;
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
      <Opening recipient={recipient} />
      <Places recipient={recipient} />
      {name ? (
        <li>
          <Trans id="sharing.fact.language">
            Uses the app in <bdi>{name}</bdi>
          </Trans>
        </li>
      ) : null}
      <Where recipient={recipient} />
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

/** The services of the person, else those of the agency. */
function useOffered({ services, agency_services: ofAgency }: Recipient, deployment: Deployment) {
  const language = useLanguage();
  const types = deployment.options.lookup('lookup-service-type')?.values ?? [];
  const own = services ?? [];
  return formatList(
    (own.length > 0 ? own : ofAgency).map(
      (id) => pickText(types.find((one) => one.id === id)?.display_text, language) || id,
    ),
    language,
  );
}

function Opening({ recipient }: { recipient: Recipient }) {
  const hours = pickText(recipient.opening_hours, useLanguage());
  if (!hours) return null;
  return (
    <li>
      <Trans id="sharing.fact.hours">
        Open: <bdi>{hours}</bdi>
      </Trans>
    </li>
  );
}

/** How many more they take; it is worth as much as the day on which they said it is near. */
function Places({ recipient }: { recipient: Recipient }) {
  const language = useLanguage();
  const { capacity, capacity_updated_at: said } = recipient;
  if (capacity === undefined) return null;
  const places = formatNumber(capacity, language);
  const when = said ? formatDate(said.slice(0, 10), language) : '';
  return (
    <li>
      <Trans id="sharing.fact.places" comment="{when} is a date.">
        Free places: {places} ({when})
      </Trans>
    </li>
  );
}

function Where({ recipient }: { recipient: Recipient }) {
  const language = useLanguage();
  const { location, distance } = recipient;
  const known = useQuery(locationsQuery).data?.find(({ code }) => code === location);
  const place = placeText(pickText(known?.name, language) ?? '', language);
  if (!place && !distance) return null;
  return (
    <li>
      {place ? <bdi>{place}</bdi> : null}
      {place && distance ? ' · ' : null}
      <DistanceText distance={distance} />
    </li>
  );
}
