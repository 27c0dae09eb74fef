import { useLingui } from '@lingui/react/macro';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { formatDate } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pickText } from '../../../../shared/text/pick';
import { Button } from '../../../../shared/ui/Button';
import { FailureText } from '../../../../shared/ui/FailureText';
import type { RecordType } from '../../../../shared/wire/records';
import { useDeed } from '../../casework/useDeed';
import type { Deployment } from '../../deployment';
import { AlertSnooze } from './AlertSnooze';
import type { Alert } from './attention.wire';
import { useAlertText } from './useAlertText';

interface AlertListProps {
  type: RecordType;
  id: string;
  alerts: readonly Alert[];
  deployment: Deployment;
  /** Opens a form of the record; absent where nothing can be opened. */
  onOpen?: (form: string) => void;
}

/** Why somebody should look, since when, with a way to the form and to take the alert away. */
export function AlertList({ type, id, alerts, deployment, onOpen }: AlertListProps) {
  const { t } = useLingui();
  const user = useUser();
  const language = useLanguage();
  const textOf = useAlertText(deployment);
  const { isPending, error, start } = useDeed(type, id, () => undefined);
  const formOf = ({ form_unique_id: form }: Alert) =>
    form && user.permitted_form[form] !== undefined
      ? deployment.forms.find((one) => one.uniqueId === form && one.visible)
      : undefined;
  return (
    <>
      <ul>
        {alerts.map((alert) => {
          const text = textOf(alert);
          const form = formOf(alert);
          const name = pickText(form?.name, language);
          return (
            <li key={alert.unique_id} className="alert-row">
              <p>
                {text} {alert.date ? <bdi>· {formatDate(alert.date, language)}</bdi> : null}
              </p>
              {form === undefined || onOpen === undefined ? null : (
                <Button onPress={() => onOpen(form.uniqueId)}>
                  {t({ id: 'panel.alert.open', message: `Open: ${name}` })}
                </Button>
              )}
              {can(user, type, 'remove_alert') ? (
                <Button
                  isPending={isPending}
                  aria-label={t({ id: 'panel.alert.dismiss_one', message: `Dismiss: ${text}` })}
                  onPress={() =>
                    start({ method: 'DELETE', path: `/alerts/${alert.unique_id}`, data: {} })
                  }
                >
                  {t({ id: 'panel.alert.dismiss', message: 'Dismiss' })}
                </Button>
              ) : null}
              {alert.can_snooze ? (
                <AlertSnooze
                  alert={alert}
                  text={text}
                  isPending={isPending}
                  error={error}
                  onSnooze={(until) =>
                    start({
                      method: 'PATCH',
                      path: `/alerts/${alert.unique_id}`,
                      data: { snoozed_until: until },
                    })
                  }
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {error ? (
        <div role="alert">
          <FailureText error={error} />
        </div>
      ) : null}
    </>
  );
}
