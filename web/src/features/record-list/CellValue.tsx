import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { formatDate, formatDateTime, formatList, formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { Icon } from '../../shared/ui/Icon';
import type { IconName } from '../../shared/ui/icons';
import type { RecordData, RecordType } from '../../shared/wire/records';
import { ColumnKind, type Column } from './columns';
import { textsOf } from './cell-texts';
import { PhotoCell } from './PhotoCell';

interface CellValueProps {
  type: RecordType;
  record: RecordData;
  column: Column;
  vocabulary: Vocabulary;
}

/** One value of a row in the words and the direction it needs. */
export function CellValue({ type, record, column, vocabulary }: CellValueProps) {
  const language = useLanguage();
  const value = record[column.field];
  if (column.kind === ColumnKind.marks) {
    return <Marks alerts={record.alert_count ?? 0} flags={record.flag_count ?? 0} />;
  }
  if (column.kind === ColumnKind.yesNo) {
    return typeof value === 'string' && value !== '' ? (
      <PhotoCell type={type} record={record} address={value} />
    ) : (
      <NoValue />
    );
  }
  const texts = textsOf(value, column, vocabulary);
  if (texts.length === 0) {
    return <NoValue />;
  }
  switch (column.kind) {
    case ColumnKind.date:
      return (
        <bdi>
          {formatList(
            texts.map((text) => formatDate(text, language)),
            language,
          )}
        </bdi>
      );
    case ColumnKind.dateTime:
      return (
        <bdi>
          {formatList(
            texts.map((text) => formatDateTime(text, language)),
            language,
          )}
        </bdi>
      );
    case ColumnKind.identifier:
      return <bdi className="identifier">{texts.join(' ')}</bdi>;
    default:
      return (
        <bdi>
          {typeof value === 'number' ? formatNumber(value, language) : formatList(texts, language)}
        </bdi>
      );
  }
}

function NoValue() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">
        <Trans id="cases.no_value">not recorded</Trans>
      </span>
    </>
  );
}

function Marks({ alerts, flags }: { alerts: number; flags: number }) {
  return (
    <span className="marks">
      {alerts > 0 ? (
        <Mark icon="bell" count={alerts}>
          <Trans id="cases.alerts">
            <Plural value={alerts} one="# alert" other="# alerts" />
          </Trans>
        </Mark>
      ) : null}
      {flags > 0 ? (
        <Mark icon="flag" count={flags}>
          <Trans id="cases.flags">
            <Plural value={flags} one="# flag" other="# flags" />
          </Trans>
        </Mark>
      ) : null}
    </span>
  );
}

interface MarkProps {
  icon: IconName;
  count: number;
  children: ReactNode;
}

/** A symbol with a number for the eyes, a phrase for the ears. */
function Mark({ icon, count, children }: MarkProps) {
  const language = useLanguage();
  return (
    <span className="mark">
      <Icon name={icon} size={18} />
      <span aria-hidden="true">{formatNumber(count, language)}</span>
      <span className="visually-hidden">{children}</span>
    </span>
  );
}
