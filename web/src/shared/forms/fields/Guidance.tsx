import { Trans, useLingui } from '@lingui/react/macro';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { LocalText } from '../../text/LocalText';
import { pickText } from '../../text/pick';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { FieldDefinition } from '../definition';
import { useQuestionLanguage } from './question-language';
import { useLabel } from './useFieldTexts';

/** Questions that help to ask, behind a button; only where the deployment wrote some. */
export function Guidance({ field }: { field: FieldDefinition }) {
  const { t } = useLingui();
  const language = useQuestionLanguage();
  const label = useLabel()(field);
  const text = pickText(field.guidance, language);
  if (text === '') return null;
  return (
    <DialogTrigger>
      <Button
        kind="quiet"
        aria-label={t({ id: 'form.guidance.open', message: `Guidance for “${label}”` })}
      >
        <Icon name="info" size={20} />
        <Trans id="form.guidance.button">Guidance</Trans>
      </Button>
      <Popover className="popover guidance">
        <Dialog aria-label={label}>
          <p className="answer-long">
            <LocalText text={field.guidance} locale={language} />
          </p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
