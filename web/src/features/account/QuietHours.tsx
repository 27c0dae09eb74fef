import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useUser } from '../../shared/session/useSession';
import { Checkbox } from '../../shared/ui/Checkbox';
import { DayHours } from '../../shared/ui/DayHours';
import { FailureText } from '../../shared/ui/FailureText';
import { changeOwnUser } from './own-user';
import { quietHoursOf, usual_hours, withDigest, withQuietHours } from './quiet-hours';

/** When no mail and no message may come, and whether all of a day comes in one mail. */
export function QuietHours() {
  const user = useUser();
  const change = useMutation({
    mutationFn: (data: Readonly<Record<string, unknown>>) => changeOwnUser(user, data),
  });
  const hours = quietHoursOf(user);
  const isGathered = user.settings?.notifications?.digest ?? false;
  return (
    <fieldset className="switches">
      <legend>
        <strong>
          <Trans id="account.quiet">Times without messages</Trans>
        </strong>
      </legend>
      <Checkbox
        isSelected={isGathered}
        isDisabled={change.isPending}
        onChange={(isOn) => change.mutate(withDigest(user, isOn))}
      >
        <Trans id="account.digest">One e-mail each morning instead of one for each event</Trans>
      </Checkbox>
      <Checkbox
        isSelected={hours !== undefined}
        isDisabled={change.isPending}
        onChange={(isOn) => change.mutate(withQuietHours(user, isOn ? usual_hours : null))}
      >
        <Trans id="account.quiet_on">Quiet hours: what happens then waits until they end</Trans>
      </Checkbox>
      {hours === undefined ? null : (
        <DayHours
          // Taken over anew once the server has kept others.
          key={`${hours.from}–${hours.to}`}
          from={hours.from}
          to={hours.to}
          isPending={change.isPending}
          onChange={(changed) => change.mutate(withQuietHours(user, changed))}
        />
      )}
      {change.isError ? (
        <div role="alert">
          <FailureText error={change.error} />
        </div>
      ) : null}
    </fieldset>
  );
}
