import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { lazy, useEffect, useState } from 'react';
import { FieldType } from '../../wire/forms';
import { canReadCodes } from '../../capture/codes';
import { Button } from '../../ui/Button';
import { Fetched } from '../../ui/Fetched';
import { Icon } from '../../ui/Icon';
import { useAnswer } from '../engine/hooks';
import { isMask } from '../mask';
import type { ControlProps } from './form-view';
import { PlainText } from './PlainText';
import { useLabel } from './useFieldTexts';
import { useLeave } from './useLeave';

const ScanDialog = lazy(() => import('../../capture/ScanDialog'));

/** What a field without a length of its own may hold. */
const length_max = 1000;

/** A text that says how much room is left, or that a camera can read. */
export default function FineText(props: ControlProps) {
  const { field } = props;
  const [value] = useAnswer(field.name);
  const text = typeof value === 'string' ? value : '';
  const isRead = field.type !== FieldType.textarea && !isMask(text);
  return (
    <PlainText
      {...props}
      note={field.maxLength === undefined ? undefined : <Room text={text} max={field.maxLength} />}
      end={isRead ? <ScanButton {...props} /> : undefined}
    />
  );
}

/** Read aloud only when it becomes tight: a number with every letter would drown the letters. */
const tight = 20;

function Room({ text, max }: { text: string; max: number }) {
  const { t } = useLingui();
  const left = Math.max(0, max - text.length);
  return (
    <span aria-live={left <= tight ? 'polite' : 'off'}>
      {t({
        id: 'form.text.left',
        message: plural(left, { one: '# character left', other: '# characters left' }),
      })}
    </span>
  );
}

/** There only where the browser can read codes. */
function ScanButton({ field }: ControlProps) {
  const { t } = useLingui();
  const [, set] = useAnswer(field.name);
  const leave = useLeave(field.name);
  const label = useLabel()(field);
  const [canRead, setCanRead] = useState(false);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    let isWanted = true;
    void canReadCodes().then((can) => (isWanted ? setCanRead(can) : undefined));
    return () => {
      isWanted = false;
    };
  }, []);
  if (!canRead) return null;
  const take = (text: string) => {
    setOpen(false);
    set(text);
    leave();
  };
  return (
    <>
      <Button
        kind="quiet"
        onPress={() => setOpen(true)}
        aria-label={t({ id: 'form.text.scan', message: `Read a code for “${label}”` })}
      >
        <Icon name="photo" size={20} />
      </Button>
      {isOpen ? (
        <Fetched onFailed={() => setOpen(false)}>
          <ScanDialog
            title={label}
            lengthMax={field.maxLength ?? length_max}
            onTake={take}
            onClose={() => setOpen(false)}
          />
        </Fetched>
      ) : null}
    </>
  );
}
