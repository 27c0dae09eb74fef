import { Trans, useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { DateInput } from '../../../shared/ui/DateInput';
import { Select } from '../../../shared/ui/Select';
import type { HandOverWish, Missing } from '../casework/hand-over-wish';
import { todayIn, type Deployment } from '../deployment';
import type { SharedRole } from './sharing.wire';

export interface WishFieldsProps {
  deployment: Deployment;
  wish: HandOverWish;
  onChange: (changes: Partial<HandOverWish>) => void;
  missing: readonly Missing[];
  isDisabled: boolean;
}

interface ReferralTermsProps extends WishFieldsProps {
  roles: readonly SharedRole[];
  hasCreation: boolean;
}

/** As whom the recipient sees the case, by when they answer, what else they may do. */
export function ReferralTerms(props: ReferralTermsProps) {
  const { wish, onChange, missing, isDisabled, roles, hasCreation } = props;
  const { t } = useLingui();
  const language = useLanguage();
  return (
    <>
      {roles.length === 0 ? null : (
        <Select
          label={t({ id: 'sharing.role', message: 'Sees the case as' })}
          description={t({
            id: 'sharing.role_help',
            message: 'Decides which forms the recipient sees.',
          })}
          choices={roles.map(({ unique_id: id, name, name_i18n: names }) => ({
            id,
            text: pickText(names ?? name, language),
          }))}
          value={wish.role}
          onChange={(role) => onChange({ role })}
          isRequired
          isDisabled={isDisabled}
          errorMessage={
            missing.includes('role') ? (
              <Trans id="sharing.role_missing">
                Choose the role in which the recipient sees the case.
              </Trans>
            ) : null
          }
        />
      )}
      {wish.isRemote ? null : <ReferralDays {...props} />}
      {hasCreation && !wish.isRemote ? (
        <Checkbox
          isSelected={wish.mayCreateCase}
          onChange={(mayCreateCase) => onChange({ mayCreateCase })}
          isDisabled={isDisabled}
        >
          <Trans id="sharing.creation">
            The recipient may register a case of their own from it
          </Trans>
        </Checkbox>
      ) : null}
    </>
  );
}

/** By when an answer is needed, when the recipient is reminded, and when their access ends. */
function ReferralDays({ deployment, wish, onChange, isDisabled }: WishFieldsProps) {
  const { t } = useLingui();
  const today = todayIn(deployment.zone);
  const last = wish.accessUntil === null ? {} : { maxValue: wish.accessUntil };
  return (
    <>
      <DateInput
        label={t({ id: 'sharing.respond_by', message: 'Answer needed by' })}
        description={t({
          id: 'sharing.respond_by_help',
          message: 'Without an answer by that day the referral ends by itself.',
        })}
        value={wish.respondBy}
        onChange={(respondBy) => onChange({ respondBy })}
        minValue={today}
        {...last}
        isDisabled={isDisabled}
      />
      <DateInput
        label={t({ id: 'sharing.access_until', message: 'Access until' })}
        description={t({
          id: 'sharing.access_until_help',
          message: 'Both of you are told the day before.',
        })}
        value={wish.accessUntil}
        onChange={(accessUntil) => onChange({ accessUntil })}
        minValue={today}
        isDisabled={isDisabled}
      />
      <DateInput
        label={t({ id: 'sharing.remind_on', message: 'Remind the recipient on' })}
        value={wish.remindOn}
        onChange={(remindOn) => onChange({ remindOn })}
        minValue={today}
        {...last}
        isDisabled={isDisabled}
      />
    </>
  );
}
