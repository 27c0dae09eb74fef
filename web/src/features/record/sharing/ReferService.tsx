import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useFormView } from '../../../shared/forms/fields/form-view';
import type { JsonObject } from '../../../shared/forms/json';
import { useUser } from '../../../shared/session/useSession';
import { Button } from '../../../shared/ui/Button';
import { Fetched } from '../../../shared/ui/Fetched';
import { Icon } from '../../../shared/ui/Icon';
import type { RecordData } from '../../../shared/wire/records';
import { caseworkActions } from '../casework/casework-actions';
import { emptyWish } from '../casework/hand-over-wish';
import { useCaseworkTexts } from '../casework/useCaseworkTexts';
import { useDeployment } from '../deployment';
import { useRecordOfEntry } from '../useRecordOfEntry';
import { keepWish } from './hold/kept-wishes';
import { type OpenService, openServices } from './service-rows';

const CaseworkDialog = lazy(() => import('../casework/CaseworkDialog'));

interface ReferServiceProps {
  entry: JsonObject;
  /** Closes the entry. */
  onClose: (() => void) | undefined;
}

/** A way to refer the case for one of its services, where somebody is named who offers it. */
export default function ReferService({ entry, onClose }: ReferServiceProps) {
  const user = useUser();
  const record = useRecordOfEntry('cases');
  const service =
    record && openServices(record).find((one) => one.id === String(entry['unique_id']));
  const mayRefer =
    record && caseworkActions(user, 'cases', record).some(({ action }) => action === 'refer');
  if (record === undefined || service === undefined || !mayRefer) return null;
  return <Referral {...{ record, service, entry, onClose }} />;
}

interface ReferralProps extends ReferServiceProps {
  record: RecordData;
  service: OpenService;
}

function Referral({ record, service, entry, onClose }: ReferralProps) {
  const { colleagues } = useFormView();
  const { deployment } = useDeployment();
  const { names } = useCaseworkTexts();
  const [isOpen, setOpen] = useState(false);
  const { isExternal, person } = service;
  const offering = useQuery({
    queryKey: ['offering', record.id, service],
    queryFn: () => colleagues(entry),
    enabled: !isExternal && person !== null,
  });
  const isOffered = isExternal || offering.data?.some(({ id }) => id === person);
  if (isOffered !== true || deployment === undefined) return null;
  const refer = () => {
    keepWish('refer', record.id, {
      ...emptyWish,
      serviceRow: service.id,
      filter: { service: service.type, agency: service.agency },
      recipient: isExternal ? null : person,
      isRemote: isExternal,
    });
    setOpen(true);
  };
  return (
    <div className="row">
      <Button onPress={refer}>
        <Icon name="send" size={20} />
        {names.refer}
      </Button>
      {isOpen ? (
        <Fetched onFailed={() => setOpen(false)}>
          <CaseworkDialog
            action="refer"
            type="cases"
            record={record}
            deployment={deployment}
            onClose={() => {
              setOpen(false);
              // Whatever was decided, what comes next stands on the page behind the entry.
              onClose?.();
            }}
          />
        </Fetched>
      ) : null}
    </div>
  );
}
