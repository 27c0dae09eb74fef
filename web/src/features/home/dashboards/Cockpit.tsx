import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import { apiQuery, defaultListQuery } from '../../../shared/records/list-query';
import type { Dashboard } from '../../../shared/records/dashboards';
import { recordListQuery } from '../../../shared/records/records';
import { Icon } from '../../../shared/ui/Icon';
import { RecordType } from '../../../shared/wire/records';
import { silentDays, silentSince } from '../my-day/day-sources';
import { ApprovalsWaiting } from './ApprovalsWaiting';
import { Bar } from './Bar';
import { ceilingOf, loadsOf, type Load } from './caseload';
import { ChartSummary } from './ChartSummary';
import { Key } from './Key';
import { NumberLink } from './NumberLink';
import { NumberTiles } from './NumberTiles';
import { inOrder, Pivot } from './sections';
import { useNumberTexts } from './useNumberTexts';

interface CockpitProps {
  dashboards: readonly Dashboard[];
}

/** For those who lead a team: who carries too much, which cases nobody has touched, what waits. */
export function Cockpit({ dashboards }: CockpitProps) {
  const ceiling = ceilingOf(useSettings()?.system_options ?? {});
  const loads = loadsOf(dashboards);
  const tooMuch = loads.filter(({ count }) => count > ceiling).length;
  return (
    <section className="panel stack" aria-labelledby="cockpit">
      <h2 id="cockpit">
        <Trans id="cockpit.title">My team</Trans>
      </h2>
      <Silent />
      {loads.length === 0 ? null : (
        <>
          <p>
            {tooMuch === 0 ? (
              <Trans id="cockpit.fine">Nobody has more than {ceiling} open cases.</Trans>
            ) : (
              <Trans id="cockpit.too_much">
                {tooMuch} of the team have more than {ceiling} open cases.
              </Trans>
            )}
          </p>
          <ChartSummary rows={loads.map(({ worker, count }) => ({ label: worker, count }))} />
          <Loads loads={loads} ceiling={ceiling} />
        </>
      )}
      <ApprovalsWaiting dashboards={dashboards} />
    </section>
  );
}

/** Open cases that nobody has changed for long. */
function Silent() {
  const { t } = useLingui();
  const [now] = useState(() => new Date());
  const days = silentDays(useSettings()?.system_options);
  const since = silentSince(now, days);
  const list = {
    ...defaultListQuery,
    filters: { ...defaultListQuery.filters, last_updated_at: [since] },
  };
  const found = useQuery(recordListQuery(RecordType.case, { ...apiQuery(list), per: 1 }));
  const count = found.data?.metadata.total;
  const query = ['record_state=true', 'status=open', `last_updated_at=${since}`];
  return count === undefined ? null : (
    <NumberTiles
      type={RecordType.case}
      numbers={[
        {
          key: 'silent',
          label: t({
            id: 'cockpit.silent',
            message: plural(days, {
              one: 'Open, no change for # day or more',
              other: 'Open, no change for # days or more',
            }),
          }),
          stat: { count, query },
        },
      ]}
    />
  );
}

function Loads({ loads, ceiling }: { loads: readonly Load[]; ceiling: number }) {
  const { t } = useLingui();
  const { value } = useNumberTexts(false);
  const risks = inOrder(
    Pivot.risk,
    loads.flatMap(({ byRisk }) => [...byRisk.keys()]),
  );
  const riskText = (risk: string) =>
    risk === 'all' ? t({ id: 'number.open', message: 'Open' }) : value(Pivot.risk, risk);
  const most = Math.max(ceiling, ...loads.map(({ count }) => count));
  const caption = t({ id: 'cockpit.loads', message: 'Open cases of each case worker' });
  return (
    <div className="table-box" role="group" tabIndex={0} aria-label={caption}>
      <table className="table count-table load-table">
        <thead>
          <tr>
            <th scope="col">{t({ id: 'number.worker', message: 'Case worker' })}</th>
            <td className="bar-column" />
            {risks.map((risk, index) => (
              <th key={risk} scope="col" className="count-head">
                {risks.length > 1 ? <Key index={index} /> : null}
                {riskText(risk)}
              </th>
            ))}
            {risks.length > 1 ? (
              <>
                <th scope="col">{t({ id: 'number.sum', message: 'Together' })}</th>
                <th scope="col">{t({ id: 'cockpit.weighted', message: 'Weighed by risk' })}</th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {loads.map(({ worker, byRisk, count, weighted }) => (
            <tr key={worker}>
              <th scope="row" className="cell-head">
                <bdi>{worker}</bdi>
                {count > ceiling ? <TooMuch /> : null}
              </th>
              <td className="bar-column">
                <Bar
                  parts={risks.map((risk) => byRisk.get(risk)?.count ?? 0)}
                  most={most}
                  mark={ceiling}
                />
              </td>
              {risks.map((risk) => (
                <td key={risk}>
                  <NumberLink
                    stat={byRisk.get(risk)}
                    type={RecordType.case}
                    name={`${riskText(risk)}, ${worker}`}
                  />
                </td>
              ))}
              {risks.length > 1 ? (
                <>
                  <td className="number">{count}</td>
                  <td className="number">{weighted}</td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TooMuch() {
  return (
    <span className="too-much">
      <Icon name="warning" size={18} />
      <Trans id="cockpit.over">Over the limit</Trans>
    </span>
  );
}
