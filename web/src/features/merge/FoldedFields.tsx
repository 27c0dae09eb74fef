import { Trans } from '@lingui/react/macro';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { FieldState, type MergeField } from '../../shared/merge/merge.wire';
import { pickText } from '../../shared/text/pick';
import { Icon } from '../../shared/ui/Icon';
import type { PickAction, Picked } from './choices';
import { FieldChoices } from './FieldChoices';
import { SideValue } from './SideValue';

interface FoldedFieldsProps {
  title: string;
  fields: readonly MergeField[];
  picked: Picked;
  /** Without it the fields are only to read. */
  onChange?: (action: PickAction) => void;
}

/** Fields that need no decision: there to be looked at, out of the way until then. */
export function FoldedFields({ title, fields, picked, onChange }: FoldedFieldsProps) {
  const language = useLanguage();
  if (fields.length === 0) return null;
  return (
    <details className="panel merge-folded">
      <summary>
        <span>
          {title} ({formatNumber(fields.length, language)})
        </span>
        <Icon name="down" size={18} />
      </summary>
      <div className="stack">
        {onChange === undefined ? (
          <Values fields={fields} />
        ) : (
          <>
            <p className="soft">
              <Trans id="merge.only_one.explain">
                Unless you choose otherwise, the case that stays takes what it lacks.
              </Trans>
            </p>
            {fields.map((field) => (
              <FieldChoices key={field.name} field={field} picked={picked} onChange={onChange} />
            ))}
          </>
        )}
      </div>
    </details>
  );
}

function Values({ fields }: { fields: readonly MergeField[] }) {
  const language = useLanguage();
  return (
    <dl className="facts">
      {fields.map((field) => (
        <div key={field.name} className="fact">
          <dt>{pickText(field.display_name, language) || field.name}</dt>
          <dd>
            <SideValue
              field={field}
              side={field.state === FieldState.onlyOther ? 'other' : 'this'}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
