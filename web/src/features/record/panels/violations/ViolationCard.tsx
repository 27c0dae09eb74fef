import { Trans, useLingui } from '@lingui/react/macro';
import { formatDate, formatList } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { Button } from '../../../../shared/ui/Button';
import { Facts } from '../../../../shared/ui/Facts';
import { Mark } from '../Mark';
import type { useViolationTexts } from './useViolationTexts';
import { toneOf, verification_texts } from './verification';
import { type Association, tallyOf, type Violation } from './violations';

/** What of each kind of entry tells it from others. */
const telling: Readonly<Record<Association, readonly string[]>> = {
  individual_victims: ['individual_age', 'individual_sex'],
  group_victims: ['group_gender', 'group_age_band'],
  perpetrators: ['perpetrator_category', 'armed_force_group_party_name'],
  sources: ['source_interview_date', 'source_type'],
  responses: ['intervention_service_type', 'service_type'],
};

interface ViolationCardProps {
  violation: Violation;
  texts: ReturnType<typeof useViolationTexts>;
  onVerify: (() => void) | undefined;
}

/** One violation: how many it hit, who they are, who did it, and how sure that is. */
export function ViolationCard({ violation, texts, onVerify }: ViolationCardProps) {
  const { i18n, t } = useLingui();
  const language = useLanguage();
  const { type, id, row } = violation;
  const name = texts.typeText(type);
  const status = String(row['ctfmr_verified'] ?? '');
  const statusText = verification_texts[status];
  const date = String(row['ctfmr_verified_date'] ?? '');
  const lines = (of: Association) => {
    const shown = violation.of[of].map((one) => texts.entryText(of, one, telling[of]) || '--');
    return formatList(shown, language);
  };
  return (
    <li className="panel-card" aria-labelledby={`violation-${id}`}>
      <div className="panel-card-head">
        <h4 id={`violation-${id}`}>
          {name} <bdi className="soft">{id.slice(0, 5)}</bdi>
        </h4>
        <Mark tone={toneOf(status)}>
          {statusText ? i18n._(statusText) : <Trans id="mrm.status.none">Not verified yet</Trans>}
        </Mark>
        {row['is_late_verification'] === true ? (
          <Mark tone="plain">
            <Trans id="mrm.late">Verified late</Trans>
          </Mark>
        ) : null}
      </div>
      <Facts
        facts={[
          {
            label: t({ id: 'mrm.children', message: 'Children concerned' }),
            value: formatList(tallyOf(violation).map(texts.countText), language),
          },
          {
            label: t({ id: 'mrm.individuals', message: 'Children known one by one' }),
            value: lines('individual_victims'),
          },
          {
            label: t({ id: 'mrm.groups', message: 'Groups of children' }),
            value: lines('group_victims'),
          },
          {
            label: t({ id: 'mrm.perpetrators', message: 'Perpetrators' }),
            value: lines('perpetrators'),
          },
          { label: t({ id: 'mrm.sources', message: 'Sources' }), value: lines('sources') },
          { label: t({ id: 'mrm.responses', message: 'Responses' }), value: lines('responses') },
          {
            label: t({ id: 'mrm.verified_on', message: 'Verified on' }),
            value: date === '' ? '' : formatDate(date, language),
          },
        ]}
      />
      {onVerify === undefined ? null : (
        <div className="panel-actions">
          <Button
            onPress={onVerify}
            aria-label={t({ id: 'mrm.verify_of', message: `Verify: ${name}` })}
          >
            <Trans id="mrm.verify">Verify</Trans>
          </Button>
        </div>
      )}
    </li>
  );
}
