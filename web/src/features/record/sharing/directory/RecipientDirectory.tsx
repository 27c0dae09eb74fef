import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pickText } from '../../../../shared/text/pick';
import { Button } from '../../../../shared/ui/Button';
import type { Recipient } from '../../casework/casework.wire';
import type { Deployment } from '../../deployment';
import RecipientFacts from './RecipientFacts';

/** More would bury the nearest, which come first. */
const shown_at_once = 20;

interface RecipientDirectoryProps {
  users: readonly Recipient[];
  deployment: Deployment;
  value: string | null;
  onChoose: (recipient: string) => void;
  isDisabled: boolean;
}

/** Everybody who can receive it, with what they offer, the nearest first; opened when asked for. */
export default function RecipientDirectory(props: RecipientDirectoryProps) {
  const { users, isDisabled } = props;
  const [isOpen, setOpen] = useState(false);
  const [count, setCount] = useState(shown_at_once);
  if (users.length < 2) return null;
  return (
    <div className="stack">
      <div className="row">
        <Button
          kind="quiet"
          aria-expanded={isOpen}
          isDisabled={isDisabled}
          onPress={() => setOpen(!isOpen)}
        >
          <Trans id="sharing.directory.show">Compare recipients</Trans>
        </Button>
      </div>
      {isOpen ? (
        <>
          <ul className="recipient-cards">
            {users.slice(0, count).map((one) => (
              <Card key={one.user_name} {...props} recipient={one} />
            ))}
          </ul>
          {users.length > count ? (
            <Button onPress={() => setCount(count + shown_at_once)}>
              <Trans id="sharing.directory.more">Show more</Trans>
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

interface CardProps extends RecipientDirectoryProps {
  recipient: Recipient;
}

function Card({ recipient, deployment, value, onChoose }: CardProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const name = recipient.user_name;
  const agency = deployment.settings.agencies.find((one) => one.unique_id === recipient.agency);
  const where = pickText(agency?.name, language) ?? recipient.agency;
  const isChosen = value === name;
  return (
    <li className="recipient-card">
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        {[recipient.position, where].filter(Boolean).map((fact) => (
          <span key={fact}>
            {' · '}
            <bdi>{fact}</bdi>
          </span>
        ))}
      </p>
      <RecipientFacts recipient={recipient} deployment={deployment} />
      <Button
        aria-pressed={isChosen}
        onPress={() => onChoose(name)}
        aria-label={t({ id: 'sharing.directory.choose_named', message: `Choose ${name}` })}
      >
        {isChosen ? (
          <Trans id="sharing.directory.chosen">Chosen</Trans>
        ) : (
          <Trans id="sharing.directory.choose">Choose</Trans>
        )}
      </Button>
    </li>
  );
}
