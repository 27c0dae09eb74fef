import { Trans, useLingui } from '@lingui/react/macro';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pageSizes, type ListQuery } from '../../shared/records/list-query';
import { Button } from '../../shared/ui/Button';
import { Icon } from '../../shared/ui/Icon';
import { Select } from '../../shared/ui/Select';

interface PagerProps {
  query: ListQuery;
  total: number;
  onChange: (changes: Partial<ListQuery>) => void;
}

/** Which part of the list is in sight, and the way to the others. */
export function Pager({ query, total, onChange }: PagerProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const first = formatNumber(Math.min(total, (query.page - 1) * query.per + 1), language);
  const last = formatNumber(Math.min(total, query.page * query.per), language);
  const all = formatNumber(total, language);
  const lastPage = Math.max(1, Math.ceil(total / query.per));
  return (
    <nav className="pager" aria-label={t({ id: 'pager.label', message: 'Pages' })}>
      <Select
        label={t({ id: 'pager.per', message: 'Rows per page' })}
        choices={pageSizes.map((size) => ({
          id: String(size),
          text: formatNumber(size, language),
        }))}
        value={String(query.per)}
        onChange={(size) => onChange({ per: Number(size) })}
      />
      <p>
        <Trans id="pager.range" comment="For example: 21–40 of 312">
          <bdi>
            {first}–{last}
          </bdi>{' '}
          of {all}
        </Trans>
      </p>
      <div className="row">
        <Button
          isDisabled={query.page <= 1}
          onPress={() => onChange({ page: query.page - 1 })}
          aria-label={t({ id: 'pager.previous', message: 'Previous page' })}
        >
          <Icon name="previous" size={20} />
        </Button>
        <Button
          isDisabled={query.page >= lastPage}
          onPress={() => onChange({ page: query.page + 1 })}
          aria-label={t({ id: 'pager.next', message: 'Next page' })}
        >
          <Icon name="next" size={20} />
        </Button>
      </div>
    </nav>
  );
}
