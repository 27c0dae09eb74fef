import { useLanguage } from '../../../shared/i18n/useLanguage';

/** How many entries stand behind a name of the navigation; nothing for none. */
export function EntryNumber({ count }: { count: number }) {
  const language = useLanguage();
  if (count === 0) return null;
  return (
    <span aria-hidden="true" className="record-nav-entries">
      {new Intl.NumberFormat(language).format(count)}
    </span>
  );
}
