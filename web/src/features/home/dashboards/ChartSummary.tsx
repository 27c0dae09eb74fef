import { Trans } from '@lingui/react/macro';
import { formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';

interface ChartSummaryProps {
  rows: readonly { readonly label: string; readonly count: number }[];
}

/** A chart in one sentence: how many there are, and where most of them are. */
export function ChartSummary({ rows }: ChartSummaryProps) {
  const language = useLanguage();
  const most = rows.reduce<ChartSummaryProps['rows'][number] | undefined>(
    (one, other) => (one === undefined || other.count > one.count ? other : one),
    undefined,
  );
  // One bar, or none that is longer than nothing, says itself.
  if (most === undefined || rows.length < 2 || most.count === 0) return null;
  const all = <bdi>{formatNumber(sumOf(rows), language)}</bdi>;
  const count = <bdi>{formatNumber(most.count, language)}</bdi>;
  const where = <bdi>{most.label}</bdi>;
  return (
    <p className="soft">
      <Trans id="number.summary" comment="{where} is a name: of a step, a place, a person.">
        {all} together; most: {where}, {count}
      </Trans>
    </p>
  );
}

function sumOf(rows: ChartSummaryProps['rows']): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
