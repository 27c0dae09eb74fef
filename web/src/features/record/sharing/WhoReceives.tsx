import { Trans } from '@lingui/react/macro';
import { lazy } from 'react';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { Fetched } from '../../../shared/ui/Fetched';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import { RemoteNote, RemoteRecipient } from './RemoteRecipient';
import type { WishFieldsProps } from './ReferralTerms';
import { type OpenService, openServices } from './service-rows';
import { ServiceOfCase } from './ServiceOfCase';
import type { HandOver } from '../casework/hand-over';
import { RecipientField } from '../casework/RecipientField';
import { RecipientFilters } from '../casework/RecipientFilters';
import { useRecipients } from '../casework/useRecipients';

const RecipientFacts = lazy(() => import('./directory/RecipientFacts'));
const RecipientDirectory = lazy(() => import('./directory/RecipientDirectory'));

interface WhoReceivesProps extends WishFieldsProps {
  type: RecordType;
  record: RecordData;
  way: HandOver;
}

/** For what the record is given, and to whom: a colleague, or somebody outside the system. */
export function WhoReceives(props: WhoReceivesProps) {
  const { type, record, deployment, way, wish, onChange, missing, isDisabled } = props;
  const users = useRecipients({ type, record, way, filter: wish.filter });
  const chosen = users.data?.find((one) => one.user_name === wish.recipient);
  const services = way === 'refer' ? openServices(record) : [];
  const chooseService = (service: OpenService | undefined) =>
    onChange({
      serviceRow: service?.id ?? null,
      filter: { service: service?.type ?? null, agency: service?.agency ?? null },
      recipient: service?.person ?? null,
      ...(service === undefined ? {} : { isRemote: service.isExternal }),
    });
  return (
    <>
      {services.length === 0 ? null : (
        <ServiceOfCase
          deployment={deployment}
          services={services}
          value={wish.serviceRow}
          onChange={chooseService}
          isDisabled={isDisabled}
        />
      )}
      {way === 'assign' ? null : (
        <Checkbox
          isSelected={wish.isRemote}
          onChange={(isRemote) => onChange({ isRemote, role: null })}
          isDisabled={isDisabled}
        >
          <Trans id="sharing.is_remote">The recipient does not use this system</Trans>
        </Checkbox>
      )}
      {way === 'assign' || (wish.isRemote && way === 'transfer') ? null : (
        <RecipientFilters
          deployment={deployment}
          hasService={way === 'refer'}
          hasAgency={!wish.isRemote}
          isDisabled={isDisabled}
          value={wish.filter}
          onChange={(filter) => onChange({ filter, recipient: null })}
        />
      )}
      {wish.isRemote && way !== 'assign' ? (
        <>
          <RemoteRecipient {...props} />
          <RemoteNote way={way} />
        </>
      ) : (
        <RecipientField
          key={`${wish.filter.service ?? ''}/${wish.filter.agency ?? ''}`}
          users={users}
          value={wish.recipient}
          onChange={(recipient) => onChange({ recipient })}
          isDisabled={isDisabled}
          isMissing={missing.includes('recipient')}
        />
      )}
      {chosen === undefined || wish.isRemote ? null : (
        <Fetched>
          <RecipientFacts recipient={chosen} deployment={deployment} />
        </Fetched>
      )}
      {users.data === undefined || wish.isRemote ? null : (
        <Fetched>
          <RecipientDirectory
            users={users.data}
            deployment={deployment}
            value={wish.recipient}
            onChoose={(recipient) => onChange({ recipient })}
            isDisabled={isDisabled}
          />
        </Fetched>
      )}
      {way === 'transfer' ? (
        <Checkbox
          isSelected={wish.isAgreed}
          onChange={(isAgreed) => onChange({ isAgreed })}
          isDisabled={isDisabled}
        >
          <Trans id="sharing.individual">The child or caregiver agrees to this transfer</Trans>
        </Checkbox>
      ) : null}
    </>
  );
}
