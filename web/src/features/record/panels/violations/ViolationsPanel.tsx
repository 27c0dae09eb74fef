import { Trans, useLingui } from '@lingui/react/macro';
import { use, useState } from 'react';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import { Facts } from '../../../../shared/ui/Facts';
import { formatList } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { mayEdit } from '../../record-actions';
import type { PanelProps } from '../../panel-props';
import { recordTexts } from '../../../../shared/text/record-texts';
import { PanelFrame } from '../PanelFrame';
import { HitSeveralTimes } from './HitSeveralTimes';
import { useViolationTexts } from './useViolationTexts';
import { VerifyDialog } from './VerifyDialog';
import { ViolationCard } from './ViolationCard';
import { countsIn, type Violation, violationsOf } from './violations';

/** What was done to children in this incident, to whom, by whom, and how sure it is. */
export default function ViolationsPanel({ type, record, deployment, title }: PanelProps) {
  use(recordTexts);
  const { t } = useLingui();
  const language = useLanguage();
  const user = useUser();
  const { data } = record;
  const texts = useViolationTexts(deployment);
  const [asked, setAsked] = useState<Violation>();
  const violations = violationsOf(data);
  const counts = countsIn(data['incident_total_tally']).map(texts.countText);
  const mayVerify = mayEdit(user, type, data) && can(user, type, 'verify_mrm');
  return (
    <PanelFrame title={title}>
      <Facts
        facts={[
          {
            label: t({ id: 'mrm.date', message: 'Date' }),
            value: texts.answerText(data, 'incident_date'),
          },
          {
            label: t({ id: 'mrm.place', message: 'Place' }),
            value: texts.answerText(data, 'incident_location'),
          },
          {
            label: t({ id: 'mrm.what', message: 'What happened' }),
            value: texts.answerText(data, 'incident_description'),
          },
          {
            label: t({ id: 'mrm.children', message: 'Children concerned' }),
            value: formatList(counts, language),
          },
        ]}
      />
      <HitSeveralTimes record={data} texts={texts} />
      <h3>
        <Trans id="mrm.violations">Violations</Trans>
      </h3>
      {violations.length === 0 ? (
        <EmptyState title={<Trans id="mrm.none">No violation is recorded here.</Trans>} />
      ) : null}
      <ul className="panel-cards">
        {violations.map((one) => (
          <ViolationCard
            key={`${one.type} ${one.id}`}
            violation={one}
            texts={texts}
            onVerify={mayVerify ? () => setAsked(one) : undefined}
          />
        ))}
      </ul>
      {asked === undefined ? null : (
        <VerifyDialog
          id={data.id}
          violation={asked}
          name={texts.typeText(asked.type)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </PanelFrame>
  );
}
