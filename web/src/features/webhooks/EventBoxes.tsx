import { useLingui } from '@lingui/react/macro';
import { CheckboxGroup } from '../../shared/ui/CheckboxGroup';
import { useEventTexts } from './useWebhookTexts';
import { event_actions, event_types } from './webhook-form';

interface EventBoxesProps {
  events: readonly string[];
  onChange: (events: readonly string[]) => void;
  errorMessage: string | undefined;
}

/** What the receiver is told of: ticks for each type of record. */
export function EventBoxes({ events, onChange, errorMessage }: EventBoxesProps) {
  const { t } = useLingui();
  const { typeText, actionText } = useEventTexts();
  return (
    <fieldset className="webhook-events">
      <legend>{t({ id: 'webhooks.form.events', message: 'What it is told of' })}</legend>
      {errorMessage === undefined ? null : (
        <p className="field-error" role="alert">
          {errorMessage}
        </p>
      )}
      <div className="webhook-event-types">
        {event_types.map((type) => (
          <CheckboxGroup
            key={type}
            label={typeText(type)}
            choices={event_actions.map((action) => ({
              id: `${type}.${action}`,
              text: actionText(action),
            }))}
            value={events.filter((one) => one.startsWith(`${type}.`))}
            onChange={(chosen) =>
              onChange([...events.filter((one) => !one.startsWith(`${type}.`)), ...chosen])
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
