import { useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { useUser } from '../../../shared/session/useSession';
import { Fetched } from '../../../shared/ui/Fetched';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { TextField } from '../../../shared/ui/TextField';
import { ReferralTerms } from '../sharing/ReferralTerms';
import { forgetWish, keptWish } from '../sharing/hold/kept-wishes';
import { useHeldDeed } from '../sharing/hold/useHeldDeed';
import { SharedPreview } from '../sharing/SharedPreview';
import { WhoReceives } from '../sharing/WhoReceives';
import type { CaseworkProps } from './casework-props';
import { ConsentOverride } from './ConsentOverride';
import { hasConsent, type HandOver } from './hand-over';
import { dataOf, emptyWish, missingIn, type HandOverWish, type Missing } from './hand-over-wish';
import { useCaseworkTexts } from './useCaseworkTexts';
import { hasCreationMap } from './case-from-referral';
import { useRoles } from './useRecipients';
import { WorkDialog } from './WorkDialog';

const ConsentDetails = lazy(() => import('../sharing/ConsentDetails'));

const paths: Readonly<Record<HandOver, string>> = {
  refer: '/referrals',
  transfer: '/transfers',
  assign: '/assigns',
};

/** Gives the record to a colleague: for a service, for good, or as the one responsible. */
export default function HandOverDialog(props: CaseworkProps & { way: HandOver }) {
  const { type, record, deployment, way, onClose } = props;
  const { t } = useLingui();
  const { names } = useCaseworkTexts();
  const user = useUser();
  const [isConsented] = useState(() => hasConsent(way, { record, user, deployment }));
  const [wish, setWish] = useState<HandOverWish>(() => keptWish(way, record.id) ?? emptyWish);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const roles = useRoles(way, wish.isRemote);
  const rules = { way, isConsented, hasRoles: roles.length > 0 };
  const holdBack = useHeldDeed({ type, id: record.id, way });
  const close = () => {
    forgetWish(way, record.id);
    onClose();
  };
  const change = (changes: Partial<HandOverWish>) => setWish({ ...wish, ...changes });
  const submit = () => {
    const lacking = missingIn(wish, rules);
    setMissing(lacking);
    if (lacking.length > 0) return;
    holdBack({ method: 'POST', path: paths[way], data: dataOf(wish, rules) }, wish);
    close();
  };
  const fields = {
    deployment,
    wish,
    onChange: change,
    // What has been said meanwhile is no longer missing.
    missing: missing.filter((one) => missingIn(wish, rules).includes(one)),
    isDisabled: !isConsented && wish.override === undefined,
  };
  const preview = previewOf(way, record.id, wish);
  return (
    <WorkDialog
      title={names[way]}
      confirm={names[way]}
      isPending={false}
      error={null}
      onConfirm={submit}
      onClose={close}
    >
      {way === 'assign' ? null : (
        <Fetched fallback={<Skeleton lines={5} />}>
          <ConsentDetails way={way} record={record} deployment={deployment} />
        </Fetched>
      )}
      {isConsented ? null : (
        <ConsentOverride
          reason={wish.override}
          onChange={(override) => change({ override })}
          isMissing={missing.includes('reason')}
        />
      )}
      <WhoReceives {...fields} type={type} record={record} way={way} />
      {way === 'refer' ? (
        <ReferralTerms {...fields} roles={roles} hasCreation={hasCreationMap(record, deployment)} />
      ) : null}
      {preview === undefined ? null : <SharedPreview {...preview} deployment={deployment} />}
      <TextField
        label={t({ id: 'record.work.notes', message: 'Notes' })}
        rows={3}
        value={wish.notes}
        onChange={(notes) => change({ notes })}
        isDisabled={fields.isDisabled}
      />
    </WorkDialog>
  );
}

/** What is asked before anything leaves, and who is meant, once that is said. */
function previewOf(way: HandOver, id: string, wish: HandOverWish) {
  if (way === 'assign') return undefined;
  const { recipient, isRemote } = wish;
  const role = way === 'refer' ? wish.role : null;
  if (!isRemote) {
    return recipient === null
      ? undefined
      : { question: { way, id, to: recipient, role }, to: recipient };
  }
  const to = wish.remote.trim();
  return role === null || to === '' ? undefined : { question: { way, id, to: null, role }, to };
}
