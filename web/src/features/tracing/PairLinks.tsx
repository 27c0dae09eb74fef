import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { formatNumber } from '../../shared/i18n/format';
import { Icon } from '../../shared/ui/Icon';
import { LinkButton } from '../../shared/ui/LinkButton';
import { useCounterparts } from './useCounterparts';
import { usePairKeys } from './usePairKeys';
import { type Neighbours, neighboursOf, type PairIds } from './work-queue';

interface PairLinksProps {
  trace: string;
  child: string;
}

/**
 * To the pairs before and after this one: of the list that somebody came from, else of the sought
 * child. The keys P and N lead there, too.
 */
export function PairLinks({ trace, child }: PairLinksProps) {
  const { t } = useLingui();
  const [queued] = useState(() => neighboursOf(trace, child));
  const counterparts = useCounterparts(trace, child);
  const shown = queued ?? counterparts;
  usePairKeys(shown);
  return (
    <nav className="row" aria-label={t({ id: 'tracing.pair.nav', message: 'Possible matches' })}>
      <LinkButton to="/traces/$trace/matches" params={{ trace }}>
        <Trans id="tracing.pair.all">All possible matches</Trans>
      </LinkButton>
      <Way to={shown.previous} keyName="P">
        <Icon name="previous" size={20} />
        {queued ? (
          <Trans id="tracing.pair.before">Previous in the list</Trans>
        ) : (
          <Trans id="tracing.pair.previous">More probable</Trans>
        )}
      </Way>
      <Position {...shown} />
      <Way to={shown.next} keyName="N">
        {queued ? (
          <Trans id="tracing.pair.after">Next in the list</Trans>
        ) : (
          <Trans id="tracing.pair.next">Less probable</Trans>
        )}
        <Icon name="next" size={20} />
      </Way>
    </nav>
  );
}

function Position({ position, count }: Neighbours) {
  const language = useLanguage();
  const [at, all] = [formatNumber(position, language), formatNumber(count, language)];
  if (position === 0) return null;
  return (
    <span>
      <Trans id="tracing.pair.position" comment="Place in the list of candidates.">
        {at} of {all}
      </Trans>
    </span>
  );
}

interface WayProps {
  to: PairIds | undefined;
  keyName: string;
  children: ReactNode;
}

function Way({ to, keyName, children }: WayProps) {
  if (to === undefined) return null;
  const { trace, case: child } = to;
  return (
    <LinkButton
      to="/matches/$trace/$case"
      params={{ trace, case: child }}
      aria-keyshortcuts={keyName}
    >
      {children}
    </LinkButton>
  );
}
