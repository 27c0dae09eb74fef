import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDate, formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { MergePreview, MergeSide } from '../../shared/merge/merge.wire';
import { pathTo } from '../../shared/records/record-type';
import { Facts } from '../../shared/ui/Facts';
import { LinkButton } from '../../shared/ui/LinkButton';
import { useAnswerTexts } from './useAnswerTexts';

/** Which case stays and which becomes its duplicate, and the way to change places. */
export function MergeSides({ preview }: { preview: MergePreview }) {
  const { this: survivor, other } = preview;
  return (
    <section className="panel stack" aria-labelledby="merge-sides">
      <h2 id="merge-sides" className="visually-hidden">
        <Trans id="merge.sides.title">The two cases</Trans>
      </h2>
      <div className="merge-pair">
        <Side side={survivor}>
          <Trans id="merge.side.survivor">Stays in use</Trans>
        </Side>
        <Side side={other}>
          <Trans id="merge.side.other">Becomes its duplicate</Trans>
        </Side>
      </div>
      <p className="soft">
        <Trans id="merge.explain">
          Choose what the case that stays shall say. The other one keeps everything it says, is
          marked as a duplicate and taken out of the work. You can undo this.
        </Trans>
      </p>
      <div>
        <LinkButton to="/cases/$id/merge/$other" params={{ id: other.id, other: survivor.id }}>
          <Trans id="merge.swap">Keep the other case instead</Trans>
        </LinkButton>
      </div>
    </section>
  );
}

function Side({ side, children }: { side: MergeSide; children: ReactNode }) {
  const { t } = useLingui();
  const language = useLanguage();
  const { valueText } = useAnswerTexts();
  const day = side.registration_date;
  return (
    <div className="merge-side">
      <p className="merge-part">{children}</p>
      <h3>
        <Link to={pathTo('cases', side.id)}>
          <bdi className="identifier">{side.case_id_display ?? side.id}</bdi>
        </Link>
      </h3>
      <Facts
        facts={[
          { label: t({ id: 'merge.fact.name', message: 'Name' }), value: side.name },
          {
            label: t({ id: 'merge.fact.age', message: 'Age' }),
            value: typeof side.age === 'number' ? formatNumber(side.age, language) : null,
          },
          {
            label: t({ id: 'merge.fact.sex', message: 'Sex' }),
            value: valueText('sex', side.sex),
          },
          {
            label: t({ id: 'merge.fact.owner', message: 'Case worker' }),
            value: side.owned_by,
          },
          {
            label: t({ id: 'merge.fact.registered', message: 'Registered' }),
            value: day ? formatDate(day.slice(0, 10), language) : null,
          },
        ]}
      />
    </div>
  );
}
