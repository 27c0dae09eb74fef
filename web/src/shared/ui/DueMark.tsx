import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { formatDate } from '../i18n/format';
import { useLanguage } from '../i18n/useLanguage';
import { daysBetween } from '../text/days';

interface DueMarkProps {
  /** `YYYY-MM-DD`. */
  day: string;
  today: string;
}

/** When something is due: how late it is in words, else the day itself. */
export function DueMark({ day, today }: DueMarkProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const late = daysBetween(day, today);
  const date = formatDate(day, language);
  if (late > 0) {
    return (
      <span className="due-late" title={date}>
        {t({
          id: 'due.late',
          message: plural(late, { one: '# day late', other: '# days late' }),
        })}
      </span>
    );
  }
  return late === 0 ? (
    <strong>{t({ id: 'due.today', message: 'Today' })}</strong>
  ) : (
    <bdi>{date}</bdi>
  );
}
