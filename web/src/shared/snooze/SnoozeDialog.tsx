import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { formatDate } from '../i18n/format';
import { useLanguage } from '../i18n/useLanguage';
import { addDays, daysBetween } from '../text/days';
import { Button } from '../ui/Button';
import { DateInput } from '../ui/DateInput';
import { Dialog } from '../ui/Dialog';
import { RadioGroup } from '../ui/RadioGroup';
import { Refusal } from '../ui/Refusal';
import { workTexts } from '../text/work-texts';

/** As the server has it: longer is forgetting. */
const daysAtMost = 30;
const offered = [1, 3, 7, 14];

interface SnoozeDialogProps {
  /** What is put off, in the words of its row. */
  what: string;
  today: string;
  isPending: boolean;
  error: Error | null;
  onSnooze: (until: string) => void;
  onClose: () => void;
}

/** Asks until when something is put off. */
export default function SnoozeDialog(props: SnoozeDialogProps) {
  return (
    <AreaTexts ready={workTexts}>
      <Snooze {...props} />
    </AreaTexts>
  );
}

function Snooze({ what, today, isPending, error, onSnooze, onClose }: SnoozeDialogProps) {
  const { t } = useLingui();
  const choices = useChoices(today);
  const [choice, setChoice] = useState(choices[0]?.id ?? '');
  const [day, setDay] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const until = choice === 'day' ? day : choice;
  const isGood = until !== null && isPossible(today, until);
  const submit = () => {
    setTried(true);
    if (isGood) onSnooze(until);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t({ id: 'snooze.title', message: 'Put off' })}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="snooze.cancel">Cancel</Trans>
          </Button>
          <Button kind="primary" onPress={submit} isPending={isPending}>
            <Trans id="snooze.action">Put off</Trans>
          </Button>
        </>
      }
    >
      <p>
        <bdi>{what}</bdi>
      </p>
      <p className="soft">
        <Trans id="snooze.note">
          You do not see it until that day, on any device. Whoever leads your team goes on seeing
          it.
        </Trans>
      </p>
      <RadioGroup
        label={t({ id: 'snooze.until', message: 'Until' })}
        choices={choices}
        value={choice}
        onChange={setChoice}
      />
      {choice === 'day' ? (
        <DateInput
          label={t({ id: 'snooze.day', message: 'Day' })}
          value={day}
          onChange={setDay}
          errorMessage={
            isTried && !isGood ? (
              <Trans id="snooze.bad_day">Choose a day within the next 30 days.</Trans>
            ) : null
          }
        />
      ) : null}
      {error ? <Refusal error={error} /> : null}
    </Dialog>
  );
}

function isPossible(today: string, until: string): boolean {
  const days = daysBetween(today, until);
  return days >= 1 && days <= daysAtMost;
}

/** A few days with their dates, and any other one. */
function useChoices(today: string) {
  const { t } = useLingui();
  const language = useLanguage();
  const texts = [
    t({ id: 'snooze.tomorrow', message: 'Tomorrow' }),
    t({ id: 'snooze.three_days', message: 'In three days' }),
    t({ id: 'snooze.week', message: 'In a week' }),
    t({ id: 'snooze.two_weeks', message: 'In two weeks' }),
  ];
  return [
    ...offered.map((days, index) => {
      const day = addDays(today, days);
      return { id: day, text: `${texts[index] ?? ''} · ${formatDate(day, language)}` };
    }),
    { id: 'day', text: t({ id: 'snooze.other_day', message: 'Another day' }) },
  ];
}
