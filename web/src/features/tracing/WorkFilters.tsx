import { Trans, useLingui } from '@lingui/react/macro';
import { lazy } from 'react';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import { Select } from '../../shared/ui/Select';
import { Skeleton } from '../../shared/ui/Skeleton';
import { media, useMedia } from '../../shared/ui/useMedia';
import { duplicate_state_texts } from '../../shared/tracing/duplicate-state-texts';
import { state_texts } from './state-texts';
import './compare.css';
import { WorkKind, type WorkFiltersProps } from './work-list.wire';

const WhoseAndWhere = lazy(() => import('./WhoseAndWhere'));

const to_do = 'to_do';
const any = 'any';

/** Which pairs are listed, and in which order; on phones folded, so that the pairs are in sight. */
export function WorkFilters(props: WorkFiltersProps) {
  const isPhone = useMedia(media.phone);
  if (!isPhone) return <Filters {...props} />;
  return (
    <details className="compare-more">
      <summary>
        <Trans id="tracing.work.filters">Filters and order</Trans>
        <Icon name="down" size={18} />
      </summary>
      <Filters {...props} />
    </details>
  );
}

function Filters({ filter, onChange }: WorkFiltersProps) {
  const { t, i18n } = useLingui();
  const texts = filter.kind === WorkKind.matches ? state_texts : duplicate_state_texts;
  const states = Object.entries(texts).map(([id, text]) => ({ id, text: i18n._(text) }));
  return (
    <div className="work-filters">
      <Select
        label={t({ id: 'tracing.work.state', message: 'State' })}
        choices={[
          { id: to_do, text: t({ id: 'tracing.work.to_do', message: 'To be worked on' }) },
          ...states,
        ]}
        value={filter.state === '' ? to_do : filter.state}
        onChange={(id) => onChange({ state: id === to_do || id === null ? '' : id, page: 1 })}
      />
      <Select
        label={t({ id: 'tracing.work.least', message: 'Probability' })}
        choices={[
          { id: any, text: t({ id: 'tracing.work.any', message: 'Any' }) },
          { id: '0.5', text: t({ id: 'tracing.work.half', message: '50 percent or more' }) },
          { id: '0.8', text: t({ id: 'tracing.work.likely', message: '80 percent or more' }) },
        ]}
        value={filter.minScore === '' ? any : filter.minScore}
        onChange={(id) => onChange({ minScore: id === any || id === null ? '' : id, page: 1 })}
      />
      <Select
        label={t({ id: 'tracing.work.order', message: 'Order' })}
        choices={[
          { id: 'score', text: t({ id: 'tracing.work.by_score', message: 'Most probable first' }) },
          { id: 'newest', text: t({ id: 'tracing.work.newest', message: 'Newest first' }) },
          { id: 'oldest', text: t({ id: 'tracing.work.oldest', message: 'Oldest first' }) },
        ]}
        value={filter.order === '' ? 'score' : filter.order}
        onChange={(id) => onChange({ order: id === 'score' || id === null ? '' : id, page: 1 })}
      />
      <Fetched fallback={<Skeleton lines={2} />}>
        <WhoseAndWhere filter={filter} onChange={onChange} />
      </Fetched>
    </div>
  );
}
