import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { formatList } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Probability } from '../../shared/tracing/Probability';
import { Doubts } from './Doubts';
import { pictureOf, type Span } from './evidence';
import { EvidenceValues } from './EvidenceValues';
import type { Match } from './matches.wire';
import { useEvidenceTexts } from './useEvidenceTexts';

interface EvidencePictureProps {
  match: Match;
}

/**
 * What leads from "one of many" to the probability, strongest first: each step as a sentence, in
 * words of weight, and as a bar that begins where the one before it ended.
 */
export function EvidencePicture({ match }: EvidencePictureProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { sentence, strength, lacking } = useEvidenceTexts();
  const { evidence, prior_bits: prior } = match;
  const picture = pictureOf(prior ?? 0, evidence);
  const missing = lacking(match);
  return (
    <section className="stack" aria-labelledby="match-evidence">
      <h2 id="match-evidence">
        <Trans id="tracing.evidence.title">What speaks for it, what against</Trans>
      </h2>
      {evidence.length === 0 ? (
        <NoReasons agreeing={match.agreeing_fields ?? undefined} />
      ) : (
        <>
          <ol
            className="evidence"
            aria-label={t({ id: 'tracing.evidence.list', message: 'Reasons, the strongest first' })}
          >
            <li className="evidence-row">
              <p>
                <Trans id="tracing.evidence.prior">
                  Start: of all the children registered, only one can be the right one.
                </Trans>
              </p>
              <Bar span={picture.prior} tone="prior" />
            </li>
            {picture.steps.map(({ bar, side, span }) => (
              <li key={bar.comparator} className="evidence-row">
                <div>
                  <p>
                    {sentence(bar)} <span className="evidence-weight">{strength(bar)}</span>
                  </p>
                  <EvidenceValues bar={bar} />
                </div>
                <Bar span={span} tone={side} />
              </li>
            ))}
            <li className="evidence-row evidence-total">
              <p>
                <Trans id="tracing.evidence.total">All together</Trans>
              </p>
              <Probability score={match.score} />
            </li>
          </ol>
          <p className="evidence-key" aria-hidden="true">
            <span className="evidence-for">
              <Trans id="tracing.evidence.key_for">speaks for it</Trans>
            </span>
            <span className="evidence-against">
              <Trans id="tracing.evidence.key_against">speaks against it</Trans>
            </span>
          </p>
        </>
      )}
      {missing.length === 0 ? null : <Lacking list={formatList(missing, language)} />}
      <Doubts match={match} />
    </section>
  );
}

/** Where no answers are shown, no more is told than how many agree. */
function NoReasons({ agreeing: count }: { agreeing: number | undefined }) {
  return (
    <p className="soft">
      {count === undefined ? (
        <Trans id="tracing.evidence.none">The reasons are not shown to you.</Trans>
      ) : (
        <Trans id="tracing.evidence.agreeing">
          <Plural
            value={count}
            one="# comparison speaks for it"
            other="# comparisons speak for it"
          />
        </Trans>
      )}
    </p>
  );
}

function Lacking({ list }: { list: string }) {
  return (
    <p className="evidence-lack">
      <Trans id="tracing.evidence.lacking" comment="{list} names what nobody has asked yet.">
        It would help to ask about: {list}
      </Trans>
    </p>
  );
}

interface BarProps {
  span: Span;
  tone: 'for' | 'against' | 'neutral' | 'prior';
}

function Bar({ span, tone }: BarProps) {
  return (
    <div className="evidence-line" aria-hidden="true">
      <div
        className={`evidence-bar evidence-bar-${tone}`}
        style={{ insetInlineStart: `${span.start}%`, inlineSize: `${span.size}%` }}
      />
    </div>
  );
}
