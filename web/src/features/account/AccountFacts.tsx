import { useLingui } from '@lingui/react/macro';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { Facts, type Fact } from '../../shared/ui/Facts';
import type { ExtendedUser } from '../../shared/wire/user';

interface AccountFactsProps {
  user: ExtendedUser;
}

/** The user's own data, read only. */
export function AccountFacts({ user }: AccountFactsProps) {
  const { t } = useLingui();
  const vocabulary = useVocabulary({ withPlaces: Boolean(user.location) });
  const facts: readonly Fact[] = [
    { label: t({ id: 'account.full_name', message: 'Full name' }), value: user.full_name },
    { label: t({ id: 'account.user_name', message: 'User name' }), value: user.user_name },
    { label: t({ id: 'account.email', message: 'E-mail' }), value: user.email },
    { label: t({ id: 'account.phone', message: 'Phone' }), value: user.phone },
    { label: t({ id: 'account.position', message: 'Position' }), value: user.position },
    { label: t({ id: 'account.agency', message: 'Agency' }), value: user.agency_name },
    {
      label: t({ id: 'account.location', message: 'Duty station' }),
      value: user.location ? vocabulary.text('Location', user.location) : undefined,
    },
    {
      label: t({ id: 'account.services', message: 'Services I offer' }),
      value: (user.services ?? [])
        .map((service) => vocabulary.text('lookup-service-type', service))
        .join(' · '),
    },
    {
      label: t({ id: 'account.groups', message: 'User groups' }),
      value: user.user_groups.map((group) => group.name).join(' · '),
    },
  ];
  return <Facts facts={facts} />;
}
