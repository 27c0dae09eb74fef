import { Trans, useLingui } from '@lingui/react/macro';
import { Facts, type Fact } from '../../shared/ui/Facts';
import type { ContactInformation } from '../../shared/wire/contact';

interface ContactCardProps {
  contact: ContactInformation;
}

/** Name and ways to reach the people who help. */
export function ContactCard({ contact }: ContactCardProps) {
  const { t } = useLingui();
  const facts: readonly Fact[] = [
    { label: t({ id: 'contact.name', message: 'Name' }), value: contact.name },
    { label: t({ id: 'contact.position', message: 'Position' }), value: contact.position },
    {
      label: t({ id: 'contact.organization', message: 'Organisation' }),
      value: contact.organization,
    },
    { label: t({ id: 'contact.phone', message: 'Phone' }), value: contact.phone },
    { label: t({ id: 'contact.email', message: 'E-mail' }), value: contact.email },
    { label: t({ id: 'contact.location', message: 'Place' }), value: contact.location },
    { label: t({ id: 'contact.forum', message: 'Forum' }), value: contact.support_forum },
    { label: t({ id: 'contact.more', message: 'More' }), value: contact.other_information },
  ];
  return facts.every(({ value }) => !value) ? (
    <p>
      <Trans id="contact.none">
        No contact has been entered yet. Please ask your administrator.
      </Trans>
    </p>
  ) : (
    <Facts facts={facts} />
  );
}
