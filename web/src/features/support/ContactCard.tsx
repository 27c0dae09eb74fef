import { Trans, useLingui } from '@lingui/react/macro';
import type { ContactInformation } from '../../shared/wire/contact';

interface ContactCardProps {
  contact: ContactInformation;
}

/** Name and ways to reach the people who help. */
export function ContactCard({ contact }: ContactCardProps) {
  const { t } = useLingui();
  const lines: readonly [string, string | null | undefined][] = [
    [t({ id: 'contact.name', message: 'Name' }), contact.name],
    [t({ id: 'contact.position', message: 'Position' }), contact.position],
    [t({ id: 'contact.organization', message: 'Organisation' }), contact.organization],
    [t({ id: 'contact.phone', message: 'Phone' }), contact.phone],
    [t({ id: 'contact.email', message: 'E-mail' }), contact.email],
    [t({ id: 'contact.location', message: 'Place' }), contact.location],
    [t({ id: 'contact.more', message: 'More' }), contact.other_information],
  ];
  const known = lines.filter(([, value]) => value);
  return known.length === 0 ? (
    <p>
      <Trans id="contact.none">
        No contact has been entered yet. Please ask your administrator.
      </Trans>
    </p>
  ) : (
    <dl>
      {known.map(([label, value]) => (
        <div key={label}>
          <dt className="soft">{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
