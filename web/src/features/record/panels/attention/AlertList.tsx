import { Trans, useLingui } from '@lingui/react/macro';
import type { FormDefinition } from '../../../../shared/forms/definition';
import { useLabel } from '../../../../shared/forms/fields/useFieldTexts';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { formatDate, formatList } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pickText } from '../../../../shared/text/pick';
import { Button } from '../../../../shared/ui/Button';
import { FailureText } from '../../../../shared/ui/FailureText';
import type { RecordType } from '../../../../shared/wire/records';
import { useDeed } from '../../casework/useDeed';
import type { Deployment } from '../../deployment';
import { placeOf } from '../../field-places';
import type { Target } from '../../FormPart';
import { panelsFor } from '../../panel-table';
import { AlertSnooze } from './AlertSnooze';
import type { Alert } from './attention.wire';
import { useAlertText } from './useAlertText';

interface AlertListProps {
  type: RecordType;
  id: string;
  alerts: readonly Alert[];
  deployment: Deployment;
  /** The forms that can be opened. */
  forms: readonly FormDefinition[];
  goTo: (target: Target) => void;
}

/** Why somebody should look, since when, with a way to the form and to take the alert away. */
export function AlertList({ type, id, alerts, deployment, forms, goTo }: AlertListProps) {
  const { t, i18n } = useLingui();
  const user = useUser();
  const panels = panelsFor(user, type, undefined);
  const language = useLanguage();
  const labelOf = useLabel();
  const textOf = useAlertText(deployment);
  const { isPending, error, start } = useDeed(type, id, () => undefined);
  return (
    <>
      <ul>
        {alerts.map((alert) => {
          const text = textOf(alert);
          const places = alert.field_names.flatMap((name) => placeOf(forms, name) ?? []);
          const form = forms.find(({ uniqueId }) => uniqueId === alert.form_unique_id);
          const panel = panels.find(({ id: one }) => one === panelOf(alert, type));
          const name = panel ? i18n._(panel.title) : pickText(form?.name, language);
          const opened = panel?.id ?? form?.uniqueId;
          const people = formatList(alert.changed_by, language);
          return (
            <li key={alert.unique_id} className="alert-row">
              <p>
                {text} {alert.date ? <bdi>· {formatDate(alert.date, language)}</bdi> : null}{' '}
                {people === '' ? null : (
                  <>
                    {'· '}
                    <Trans id="panel.alert.by" comment="{people} are names of users.">
                      By <bdi>{people}</bdi>
                    </Trans>
                  </>
                )}
              </p>
              {places.map((place) => (
                <Button
                  key={place.field.name}
                  onPress={() => goTo({ form: place.form, field: place.field.name })}
                >
                  {t({
                    id: 'panel.alert.field',
                    message: `Go to: ${labelOf(place.field)}`,
                    comment: 'Leads to the answer that changed.',
                  })}
                </Button>
              ))}
              {opened === undefined || places.length > 0 ? null : (
                <Button onPress={() => goTo({ form: opened })}>
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

/** Where people see what matching found, and answer it. */
function panelOf({ alert_for: why }: Alert, type: RecordType): string | undefined {
  if (why === 'possible_duplicate') return 'duplicates';
  if (why !== 'potential_match') return undefined;
  return type === 'cases' ? 'summary' : 'traces';
}
