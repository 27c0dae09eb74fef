import { Trans } from '@lingui/react/macro';
import { formatList } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import type { RecordData } from '../../../../shared/wire/records';
import type { useViolationTexts } from './useViolationTexts';
import { hitSeveralTimes } from './violations';

interface HitSeveralTimesProps {
  record: RecordData;
  texts: ReturnType<typeof useViolationTexts>;
}

/** Children and groups of children to whom more than one violation was done. */
export function HitSeveralTimes({ record, texts }: HitSeveralTimesProps) {
  const language = useLanguage();
  const several = hitSeveralTimes(record);
  if (several.length === 0) return null;
  return (
    <>
      <h3>
        <Trans id="mrm.several">Children with several violations</Trans>
      </h3>
      <ul>
        {several.map(({ id, row, isGroup, types }) => {
          const who = isGroup
            ? texts.entryText('group_victims', row, ['group_gender', 'group_age_band'])
            : texts.entryText('individual_victims', row, ['individual_sex', 'individual_age']);
          return (
            <li key={id}>
              <bdi>{id.slice(-7)}</bdi>
              {who === '' ? null : ` · ${who}`}
              {': '}
              {formatList(types.map(texts.typeText), language)}
            </li>
          );
        })}
      </ul>
    </>
  );
}
