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
  const { deployment, wish, onChange, missing, isDisabled, roles, hasCreation } = props;
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
      {wish.isRemote ? null : (
        <DateInput
          label={t({ id: 'sharing.respond_by', message: 'Answer needed by' })}
          description={t({
            id: 'sharing.respond_by_help',
            message: 'Without an answer by that day the referral ends by itself.',
          })}
          value={wish.respondBy}
          onChange={(respondBy) => onChange({ respondBy })}
          minValue={todayIn(deployment.zone)}
          isDisabled={isDisabled}
        />
      )}
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
