import { useLingui } from '@lingui/react/macro';
import { useVocabulary } from '../../shared/records/useVocabulary';
import type { ExtendedUser } from '../../shared/wire/user';

interface AccountFactsProps {
  user: ExtendedUser;
}

/** The user's own data, read only; what is not recorded is left out. */
export function AccountFacts({ user }: AccountFactsProps) {
  const { t } = useLingui();
  const vocabulary = useVocabulary({ withPlaces: Boolean(user.location) });
  const facts: readonly [string, string, string | null | undefined][] = [
    ['full_name', t({ id: 'account.full_name', message: 'Full name' }), user.full_name],
    ['user_name', t({ id: 'account.user_name', message: 'User name' }), user.user_name],
    ['email', t({ id: 'account.email', message: 'E-mail' }), user.email],
    ['phone', t({ id: 'account.phone', message: 'Phone' }), user.phone],
    ['position', t({ id: 'account.position', message: 'Position' }), user.position],
    ['agency', t({ id: 'account.agency', message: 'Agency' }), user.agency_name],
    [
      'location',
      t({ id: 'account.location', message: 'Duty station' }),
      user.location ? vocabulary.text('Location', user.location) : undefined,
    ],
    [
      'groups',
      t({ id: 'account.groups', message: 'User groups' }),
      user.user_groups.map((group) => group.name).join(' · '),
    ],
  ];
  return (
    <dl className="facts">
      {facts.map(([key, label, value]) =>
        value ? (
          <div key={key} className="fact">
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
