import { Trans, useLingui } from '@lingui/react/macro';
import { formatDate } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import type { RecordType } from '../../../../shared/wire/records';
import type { Flag } from '../../casework/casework.wire';
import type { FlagDeed } from './FlagWork';

interface FlagCardProps {
  type: RecordType;
  flag: Flag;
  /** False for a record that takes no change from this person. */
  isUsable: boolean;
  onWork: (deed: FlagDeed) => void;
}

/** One flag: why, by whom, for when, and how it ended or what can be done with it. */
export function FlagCard({ type, flag, isUsable, onWork }: FlagCardProps) {
  const { t } = useLingui();
  const user = useUser();
  const language = useLanguage();
  const message = flag.message ?? '';
  const isOwn = flag.flagged_by === user.user_name;
  const isOpen = isUsable && !flag.removed;
  const mayResolve = isOpen && (isOwn || can(user, type, 'resolve_any_flag'));
  const mayChange = isOpen && can(user, type, 'flag_update');
  const by = <bdi>{flag.flagged_by}</bdi>;
  return (
    <li className="panel-card">
      <p>
        <strong>
          <bdi>{message}</bdi>
        </strong>
      </p>
      <p className="soft">
        {flag.flagged_by ? <Trans id="panel.flags.by">Flagged by {by}</Trans> : null}
        {flag.date ? <bdi> · {formatDate(flag.date, language)}</bdi> : null}
      </p>
      {flag.removed ? <Ending flag={flag} /> : null}
      {mayResolve || mayChange ? (
        <div className="panel-actions">
          {mayResolve ? (
            <Button
              onPress={() => onWork('resolve')}
              aria-label={t({ id: 'panel.flags.resolve_one', message: `Resolve: ${message}` })}
            >
              <Trans id="panel.flags.resolve">Resolve</Trans>
            </Button>
          ) : null}
          {mayChange ? (
            <Button
              onPress={() => onWork('change')}
              aria-label={t({ id: 'panel.flags.change_one', message: `Change: ${message}` })}
            >
              <Trans id="panel.flags.change">Change</Trans>
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function Ending({ flag }: { flag: Flag }) {
  const language = useLanguage();
  const by = <bdi>{flag.unflagged_by}</bdi>;
  return (
    <>
      <p className="soft">
        <Trans id="panel.flags.ended">Resolved by {by}</Trans>
        {flag.unflagged_date ? <bdi> · {formatDate(flag.unflagged_date, language)}</bdi> : null}
      </p>
      {flag.unflag_message ? (
        <p>
          <bdi>{flag.unflag_message}</bdi>
        </p>
      ) : null}
    </>
  );
}
