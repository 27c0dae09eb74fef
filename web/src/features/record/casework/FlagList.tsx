import { Trans } from '@lingui/react/macro';
import { formatDate } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { Flag } from './casework.wire';

/** Every flag of the record with who raised it, and who resolved it with which words. */
export function FlagList({ flags }: { flags: readonly Flag[] }) {
  const language = useLanguage();
  if (flags.length === 0) return null;
  return (
    <ul>
      {flags.map((flag) => (
        <li key={flag.id}>
          <p>
            <bdi>{flag.message}</bdi>
          </p>
          <p className="soft">
            <bdi>{flag.flagged_by}</bdi>
            {flag.date ? ` · ${formatDate(flag.date, language)}` : null}
          </p>
          {flag.removed ? <Resolved flag={flag} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Resolved({ flag }: { flag: Flag }) {
  const name = <bdi>{flag.unflagged_by}</bdi>;
  const reason = <bdi>{flag.unflag_message}</bdi>;
  return (
    <p className="soft">
      <Trans id="record.work.flag_resolved" comment="{name} is a user name, {reason} free text.">
        Resolved by {name}: {reason}
      </Trans>
    </p>
  );
}
