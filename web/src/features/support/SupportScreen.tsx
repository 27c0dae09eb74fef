import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useAppName, useDiscreet } from '../../shared/session/useAppName';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { call } from '../../shared/wire/client';
import { contactInformation } from '../../shared/wire/contact';
import { Agreements } from './Agreements';
import { ContactCard } from './ContactCard';
import { KeyList } from './KeyList';

const contactQuery = {
  queryKey: ['contact_information'],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await call('/contact_information', contactInformation, { signal })).data,
};

/** Whom to ask, what this system is, and how to move fast in it. */
export function SupportScreen() {
  const { t } = useLingui();
  const contact = useQuery(contactQuery);
  return (
    <>
      <PageHeading title={t({ id: 'support.title', message: 'Support' })} />
      <section className="panel stack" aria-labelledby="support-contact">
        <h2 id="support-contact">
          <Trans id="support.contact">Whom to ask</Trans>
        </h2>
        {contact.isPending ? <Skeleton lines={3} /> : null}
        {contact.isError ? (
          <p>
            <Trans id="support.no_contact">
              The contact of your support team cannot be read now. Please ask your administrator.
            </Trans>
          </p>
        ) : null}
        {contact.data ? <ContactCard contact={contact.data} /> : null}
      </section>
      <section className="panel stack" aria-labelledby="support-keys">
        <h2 id="support-keys">
          <Trans id="support.keys">Shortcuts</Trans>
        </h2>
        <KeyList />
      </section>
      <About />
      <Agreements />
    </>
  );
}

/** What this is; where nobody may see what it is for, only whose licence it has. */
function About() {
  const app = useAppName();
  const isDiscreet = useDiscreet();
  return (
    <section className="panel stack" aria-labelledby="support-about">
      <h2 id="support-about">
        <Trans id="support.about">About {app}</Trans>
      </h2>
      <p>
        {isDiscreet ? (
          <Trans id="support.about_plain">It is free software under the AGPL-3.0.</Trans>
        ) : (
          <Trans id="support.about_text">
            Amparo helps child protection workers to care for children and to keep what they know
            about them safe. It is free software under the AGPL-3.0.
          </Trans>
        )}
      </p>
    </section>
  );
}
