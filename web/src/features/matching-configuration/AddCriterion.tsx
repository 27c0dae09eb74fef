import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useForms } from '../../shared/definitions/useDefinitions';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pickText } from '../../shared/text/pick';
import { Button } from '../../shared/ui/Button';
import { ComboBox } from '../../shared/ui/ComboBox';
import { Dialog } from '../../shared/ui/Dialog';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import type { Field } from '../../shared/wire/forms';
import {
  caseFields,
  counterparts,
  type CriterionKind,
  kindsOf,
  newCriterion,
  sameQuestion,
  traceFields,
} from './criteria';
import type { Criterion, Model } from './configuration.wire';
import { ModelName } from './draft';
import { useKindTexts } from './useKindTexts';

interface AddCriterionProps {
  model: Model;
  name: ModelName;
  onAdd: (criterion: Criterion) => void;
  onClose: () => void;
}

/** Which field of cases is compared with which of the other side, and how. */
export default function AddCriterion({ model, name, onAdd, onClose }: AddCriterionProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const kindTexts = useKindTexts();
  const forms = useForms() ?? [];
  const own = caseFields(forms);
  const [chosen, setChosen] = useState<string | null>(null);
  const [kind, setKind] = useState<CriterionKind>();
  const [other, setOther] = useState<string | null>(null);
  const field = own.find((one) => one.name === chosen);
  const kinds = field === undefined ? [] : kindsOf(field);
  const way = kind !== undefined && kinds.includes(kind) ? kind : kinds[0];
  const isTracing = name === ModelName.tracing;
  const others =
    field === undefined || way === undefined
      ? []
      : counterparts(way, field, isTracing ? traceFields(forms) : own);
  const against = isTracing
    ? (others.find((one) => one.name === other) ?? sameQuestion(field, others))
    : field;
  const textOf = (one: Field) => `${pickText(one.display_name, language)} (${one.name})`;
  const choicesOf = (fields: readonly Field[]) =>
    fields.map((one) => ({ id: one.name, text: textOf(one) }));
  const add = () => {
    if (field === undefined || way === undefined || against === undefined) return;
    onAdd(newCriterion(model, name, { kind: way, own: field.name, other: against.name }));
    onClose();
  };
  return (
    <Dialog
      isOpen
      shape="form"
      title={<Trans id="matching.add.title">Add a criterion</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="form.confirm.cancel">Cancel</Trans>
          </Button>
          <Button kind="primary" onPress={add} isDisabled={against === undefined}>
            <Trans id="matching.add.action">Add</Trans>
          </Button>
        </>
      }
    >
      <p className="soft">
        <Trans id="matching.add.about">
          It begins with small weights, which you can change. Nothing counts before you put your
          changes in force.
        </Trans>
      </p>
      <ComboBox
        label={t({ id: 'matching.add.field', message: 'Question on the case' })}
        choices={choicesOf(own)}
        value={chosen}
        onChange={setChosen}
        menuTrigger="focus"
        autoFocus
      />
      {kinds.length > 1 ? (
        <RadioGroup
          label={t({ id: 'matching.add.kind', message: 'How answers are compared' })}
          choices={kinds.map((one) => ({ id: one, text: kindTexts[one] }))}
          value={way ?? null}
          onChange={(id) => setKind(kinds.find((one) => one === id))}
        />
      ) : null}
      {isTracing && others.length > 0 ? (
        <ComboBox
          key={`${chosen} ${way}`}
          label={t({ id: 'matching.add.other', message: 'Question about the sought child' })}
          choices={choicesOf(others)}
          value={against?.name ?? null}
          onChange={setOther}
          menuTrigger="focus"
        />
      ) : null}
      {field !== undefined && others.length === 0 ? (
        <p role="alert">
          <Trans id="matching.add.none">
            Nothing that is asked about sought children can be compared with this.
          </Trans>
        </p>
      ) : null}
    </Dialog>
  );
}
