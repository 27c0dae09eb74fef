import { Trans, useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { formatNumber } from '../../shared/i18n/format';
import { Icon } from '../../shared/ui/Icon';
import { LinkButton } from '../../shared/ui/LinkButton';
import type { Counterparts } from './useCounterparts';

interface PairLinksProps {
  trace: string;
  counterparts: Counterparts;
}

/** To all candidates of the sought child, and to the ones before and after this one. */
export function PairLinks({ trace, counterparts }: PairLinksProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { position, count, previous, next } = counterparts;
  const [at, all] = [formatNumber(position, language), formatNumber(count, language)];
  return (
    <nav className="row" aria-label={t({ id: 'tracing.pair.nav', message: 'Possible matches' })}>
      <LinkButton to="/traces/$trace/matches" params={{ trace }}>
        <Trans id="tracing.pair.all">All possible matches</Trans>
      </LinkButton>
      {previous === undefined ? null : (
        <LinkButton to="/matches/$trace/$case" params={{ trace, case: previous }}>
          <Icon name="previous" size={20} />
          <Trans id="tracing.pair.previous">More probable</Trans>
        </LinkButton>
      )}
      {position === 0 ? null : (
        <span>
          <Trans id="tracing.pair.position" comment="Place in the list of candidates.">
            {at} of {all}
          </Trans>
        </span>
      )}
      {next === undefined ? null : (
        <LinkButton to="/matches/$trace/$case" params={{ trace, case: next }}>
          <Trans id="tracing.pair.next">Less probable</Trans>
          <Icon name="next" size={20} />
        </LinkButton>
      )}
    </nav>
  );
}
