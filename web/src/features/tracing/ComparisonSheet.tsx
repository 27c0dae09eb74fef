import { Trans, useLingui } from '@lingui/react/macro';
import { Probability } from '../../shared/tracing/Probability';
import { Button } from '../../shared/ui/Button';
import { PageHeading } from '../../shared/ui/PageHeading';
import { ComparisonTable } from './ComparisonTable';
import { type ComparedField, maskedSide, type Match } from './matches.wire';
import { useFieldTexts } from './useFieldTexts';

interface ComparisonSheetProps {
  match: Match;
  onClose: () => void;
}

/**
 * The pair on paper for people who decide together: codes instead of names. What was typed is left
 * out, because a name may stand in any of it; how it compares is told all the same.
 */
export default function ComparisonSheet({ match, onClose }: ComparisonSheetProps) {
  const { t } = useLingui();
  const { isTyped } = useFieldTexts();
  const { case: child, trace, comparison } = match;
  const side = maskedSide(match);
  const hides = { hidesCase: side === 'case', hidesTrace: side === 'trace' };
  const nameless = (fields: readonly ComparedField[]) =>
    fields
      .filter((field) => field.match !== 'blank')
      .map((field) => (isTyped(field.field_name) ? withoutWords(field) : field));
  return (
    <div className="stack tracing comparison-sheet">
      <PageHeading title={t({ id: 'tracing.sheet.title', message: 'Comparison sheet' })} />
      <p className="soft">
        <Trans id="tracing.sheet.note">
          Codes stand for the names. What was typed is left out, for it may name somebody; ∗ means
          that it is in the file.
        </Trans>
      </p>
      <dl className="sheet-codes">
        <dt>
          <Trans id="tracing.compare.sought">Sought child</Trans>
        </dt>
        <dd>
          <bdi>{trace.inquirer_id || trace.id.slice(-7)}</bdi>
        </dd>
        <dt>
          <Trans id="tracing.compare.case">Case</Trans>
        </dt>
        <dd>
          <bdi>{child.case_id_display || child.id.slice(-7)}</bdi>
        </dd>
      </dl>
      <Probability score={match.score} />
      <ComparisonTable
        caption={<Trans id="tracing.compare.children">The children</Trans>}
        fields={nameless(comparison?.case_to_trace ?? [])}
        {...hides}
      />
      {(comparison?.family_to_inquirer ?? []).map((fields, at) => (
        <ComparisonTable
          key={at}
          caption={<Trans id="tracing.family.relative">A relative of the case</Trans>}
          fields={nameless(fields)}
          {...hides}
        />
      ))}
      <SheetLines />
      <div className="row sheet-buttons">
        <Button kind="primary" onPress={() => window.print()}>
          <Trans id="tracing.sheet.print">Print</Trans>
        </Button>
        <Button onPress={onClose}>
          <Trans id="tracing.sheet.back">Back</Trans>
        </Button>
      </div>
    </div>
  );
}

function withoutWords(field: ComparedField): ComparedField {
  const star = (value: unknown) => (value === null || value === undefined ? value : '∗');
  return {
    ...field,
    case_value: star(field.case_value),
    trace_value: star(field.trace_value),
  };
}

/** Room for what is decided with a pen. */
function SheetLines() {
  return (
    <dl className="sheet-lines">
      <dt>
        <Trans id="tracing.decision.title">Your decision</Trans>
      </dt>
      <dd />
      <dt>
        <Trans id="tracing.decision.reason">Reason</Trans>
      </dt>
      <dd />
      <dt>
        <Trans id="tracing.sheet.signed">Date and signature</Trans>
      </dt>
      <dd />
    </dl>
  );
}
