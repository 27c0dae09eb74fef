import { Trans, useLingui } from '@lingui/react/macro';
import { isRanked, type ListQuery } from '../../shared/records/list-query';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import type { Column } from './columns';

interface SortDialogProps {
  isOpen: boolean;
  query: ListQuery;
  columns: readonly Column[];
  onClose: () => void;
  onChange: (changes: Partial<ListQuery>) => void;
}

/** Sorting on a phone, where there are no column heads to press. */
export default function SortDialog({ isOpen, query, columns, onClose, onChange }: SortDialogProps) {
  const { t } = useLingui();
  const hasRanks = isRanked(query.search);
  const choices = columns.flatMap((column) =>
    column.sortBy === undefined ? [] : [{ id: column.sortBy, text: column.title }],
  );
  return (
    <Dialog
      shape="side"
      isOpen={isOpen}
      onClose={onClose}
      title={t({ id: 'sort.title', message: 'Sort' })}
      actions={
        <Button kind="primary" onPress={onClose}>
          <Trans id="sort.done">Done</Trans>
        </Button>
      }
    >
      {hasRanks ? (
        <p>
          <Trans id="sort.ranked">A search by name is ordered by how well the names match.</Trans>
        </p>
      ) : null}
      <RadioGroup
        label={t({ id: 'sort.by', message: 'Sort by' })}
        choices={choices}
        isDisabled={hasRanks}
        value={query.orderBy ?? 'created_at'}
        onChange={(orderBy) => onChange({ orderBy })}
      />
      <RadioGroup
        label={t({ id: 'sort.order', message: 'Order' })}
        choices={[
          { id: 'asc', text: t({ id: 'sort.ascending', message: 'A to Z, oldest first' }) },
          { id: 'desc', text: t({ id: 'sort.descending', message: 'Z to A, newest first' }) },
        ]}
        isDisabled={hasRanks}
        value={query.order}
        onChange={(order) =>
          onChange({
            orderBy: query.orderBy ?? 'created_at',
            order: order === 'asc' ? 'asc' : 'desc',
          })
        }
      />
    </Dialog>
  );
}
