import { Trans } from '@lingui/react/macro';
import { formatDate } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useSettings } from '../../shared/definitions/useDefinitions';
import { useUser } from '../../shared/session/useSession';
import { LinkButton } from '../../shared/ui/LinkButton';

/** What one has agreed to, to read again, with the day. */
export function Agreements() {
  const user = useUser();
  const settings = useSettings();
  const agency = settings?.agencies.find(({ id }) => id === user.agency_id);
  const hasTerms = user.agency_terms_of_use_enabled && Boolean(agency?.terms_of_use);
  const hasCode = Boolean(settings?.code_of_conduct);
  return hasTerms || hasCode ? (
    <section className="panel stack" aria-labelledby="support-agreements">
      <h2 id="support-agreements">
        <Trans id="support.agreements">What you agreed to</Trans>
      </h2>
      {hasCode ? (
        <div className="row">
          <LinkButton to="/code_of_conduct">
            <Trans id="support.code_of_conduct">Read the code of conduct</Trans>
          </LinkButton>
          <AcceptedOn day={user.code_of_conduct_accepted_on} />
        </div>
      ) : null}
      {hasTerms ? (
        <div className="row">
          <LinkButton to="/terms_of_use">
            <Trans id="support.terms">Read the terms of use</Trans>
          </LinkButton>
          <AcceptedOn day={user.terms_of_use_accepted_on} />
        </div>
      ) : null}
    </section>
  ) : null;
}

function AcceptedOn({ day }: { day: string | null | undefined }) {
  const language = useLanguage();
  const date = formatDate(day ?? '', language);
  return day ? (
    <p className="soft">
      <Trans id="support.accepted_on">
        Accepted on <bdi>{date}</bdi>
      </Trans>
    </p>
  ) : null;
}
