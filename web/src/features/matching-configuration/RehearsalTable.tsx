import { Trans, useLingui } from '@lingui/react/macro';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Counts, Rehearsal } from './configuration.wire';
import { MovedList } from './MovedList';

/** What a change would do: how pairs of each kind stand before and after. */
export function RehearsalTable({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useLingui();
  const { traces_looked_at: looked, traces, first_changed: changed } = rehearsal;
  return (
    <div className="stack">
      <div className="table-box" role="region" aria-labelledby="matching-effect" tabIndex={0}>
        <table className="table">
          <caption id="matching-effect" className="visually-hidden">
            <Trans id="matching.effect.caption">Pairs before and after the change</Trans>
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <Trans id="matching.effect.kind">Pairs</Trans>
              </th>
              <th scope="col">
                <Trans id="matching.effect.count">How many</Trans>
              </th>
              <th scope="col">
                <Trans id="matching.effect.likely">Likely, before → after</Trans>
              </th>
              <th scope="col">
                <Trans id="matching.effect.listed">Shown, before → after</Trans>
              </th>
              <th scope="col">
                <Trans id="matching.effect.rise">Rise</Trans>
              </th>
              <th scope="col">
                <Trans id="matching.effect.fall">Fall</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            <Row
              name={t({ id: 'matching.effect.confirmed', message: 'Confirmed by people' })}
              counts={rehearsal.confirmed}
            />
            <Row
              name={t({ id: 'matching.effect.rejected', message: 'Rejected by people' })}
              counts={rehearsal.rejected}
            />
            <Row
              name={t({ id: 'matching.effect.suggested', message: 'Not decided yet' })}
              counts={rehearsal.suggested}
            />
          </tbody>
        </table>
      </div>
      <p>
        {rehearsal.model === 'duplicates' ? (
          <Trans id="matching.effect.cases">
            Looked at {looked} of {traces} cases; for {changed} of them another case would come
            first.
          </Trans>
        ) : (
          <Trans id="matching.effect.traces">
            Looked at {looked} of {traces} sought children; for {changed} of them another case would
            come first.
          </Trans>
        )}
      </p>
      {rehearsal.is_complete ? null : (
        <p className="soft">
          <Trans id="matching.effect.sample">
            This is a sample: there are more records than can be looked at in a few seconds.
          </Trans>
        </p>
      )}
      {rehearsal.moved.length > 0 ? <MovedList moved={rehearsal.moved} /> : null}
    </div>
  );
}

function Row({ name, counts }: { name: string; counts: Counts }) {
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{number(counts.pairs)}</td>
      <td>
        <Change before={number(counts.likely_before)} after={number(counts.likely_after)} />
      </td>
      <td>
        <Change before={number(counts.listed_before)} after={number(counts.listed_after)} />
      </td>
      <td>{number(counts.risen)}</td>
      <td>{number(counts.fallen)}</td>
    </tr>
  );
}

function Change({ before, after }: { before: string; after: string }) {
  return (
    <Trans id="matching.effect.change" comment="A number before and after a change.">
      {before} → {after}
    </Trans>
  );
}
