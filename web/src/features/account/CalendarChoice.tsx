import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { Calendar, calendarOf } from '../../shared/calendar/calendar';
import { useSettings } from '../../shared/definitions/useDefinitions';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useUser } from '../../shared/session/useSession';
import { FailureText } from '../../shared/ui/FailureText';
import { Select } from '../../shared/ui/Select';
import { changeOwnUser } from './own-user';

const of_deployment = 'deployment';

/** In which calendar one sees and enters days: that of the deployment, or another. */
export function CalendarChoice() {
  const { t } = useLingui();
  const user = useUser();
  const nameOf = useCalendarName();
  const change = useMutation({
    mutationFn: (calendar: Calendar | null) =>
      changeOwnUser(user, { settings: { ...user.settings, calendar } }),
  });
  const usual = nameOf(calendarOf(useSettings()?.system_options['calendar']) ?? Calendar.gregorian);
  const choices = [
    {
      id: of_deployment,
      text: t({ id: 'account.calendar.usual', message: `As everybody here: ${usual}` }),
    },
    ...Object.values(Calendar).map((id) => ({ id, text: nameOf(id) })),
  ];
  return (
    <>
      <Select
        label={t({ id: 'account.calendar', message: 'Calendar' })}
        description={t({
          id: 'account.calendar.note',
          message: 'Days are shown and entered in it, with the Gregorian day beside.',
        })}
        choices={choices}
        value={calendarOf(user.settings?.['calendar']) ?? of_deployment}
        isDisabled={change.isPending}
        onChange={(id) => change.mutate(calendarOf(id) ?? null)}
      />
      {change.isError ? (
        <div role="alert">
          <FailureText error={change.error} />
        </div>
      ) : null}
    </>
  );
}

/** The browser knows the name of every calendar but the Nepali one. */
function useCalendarName(): (calendar: Calendar) => string {
  const { t } = useLingui();
  const language = useLanguage();
  const names = new Intl.DisplayNames(language, { type: 'calendar' });
  return (calendar) =>
    calendar === Calendar.nepali
      ? t({ id: 'account.calendar.nepali', message: 'Nepali calendar (Bikram Sambat)' })
      : (names.of(calendar === Calendar.gregorian ? 'gregory' : calendar) ?? calendar);
}
