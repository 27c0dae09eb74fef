import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { Facts } from '../../shared/ui/Facts';
import type { Match } from './matches.wire';

interface AfterMatchProps {
  match: Match;
}

/** What a confirmed match brings: whom to contact, other claims, the siblings still sought. */
export function AfterMatch({ match }: AfterMatchProps) {
  return (
    <>
      {match.conflict ? (
        <p className="pair-decided" role="note">
          <Trans id="tracing.after.conflict">
            More than one tracing request is linked with this case. Both may be right, a mother and
            an aunt: let them know of each other before anybody is told.
          </Trans>
        </p>
      ) : null}
      <Contacts match={match} />
      {match.siblings_to_review.length === 0 ? null : (
        <section className="panel stack" aria-labelledby="siblings-to-review">
          <h2 id="siblings-to-review">
            <Trans id="tracing.after.siblings">Other children of this request</Trans>
          </h2>
          <ul>
            {match.siblings_to_review.map((id, index) => (
              <li key={id}>
                <Link to="/traces/$trace/matches" params={{ trace: id }}>
                  <Trans id="tracing.after.sibling" comment="Numbers of children: 1, 2, 3.">
                    Look for sought child {index + 1}
                  </Trans>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Contacts({ match }: AfterMatchProps) {
  const { t } = useLingui();
  const vocabulary = useVocabulary({ withPlaces: true });
  const { contacts } = match;
  if (contacts === undefined) return null;
  const { inquirer, child } = contacts;
  const person = inquirer ?? child ?? {};
  const place = person['relation_location_current'] ?? person['location_current'];
  return (
    <section className="panel stack" aria-labelledby="match-contacts">
      <h2 id="match-contacts">
        {inquirer ? (
          <Trans id="tracing.after.inquirer">How to reach who asked for the child</Trans>
        ) : (
          <Trans id="tracing.after.child">How to reach the child</Trans>
        )}
      </h2>
      <Facts
        facts={[
          {
            label: t({ id: 'tracing.after.name', message: 'Name' }),
            value: person['relation_name'] ?? person['name'],
          },
          {
            label: t({ id: 'tracing.after.phone', message: 'Telephone' }),
            value: person['relation_telephone'] ?? person['telephone_current'],
          },
          {
            label: t({ id: 'tracing.after.address', message: 'Address' }),
            value: person['relation_address_current'] ?? person['address_current'],
          },
          {
            label: t({ id: 'tracing.after.place', message: 'Place' }),
            value: place ? vocabulary.text('Location', place) : undefined,
          },
          {
            label: t({ id: 'tracing.after.owner', message: 'Responsible' }),
            value: person['owned_by'],
          },
        ]}
      />
    </section>
  );
}
