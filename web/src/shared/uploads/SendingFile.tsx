import { Trans, useLingui } from '@lingui/react/macro';
import { fieldTexts } from '../capture/field-texts';
import { AreaTexts } from '../i18n/AreaTexts';
import { formatNumber } from '../i18n/format';
import { useLanguage } from '../i18n/useLanguage';
import { Button } from '../ui/Button';

interface SendingFileProps {
  /** How much has arrived, from 0 to 1. */
  part: number;
  onStop: () => void;
}

/** How far a file has come that goes in pieces, and a way to stop it. */
export default function SendingFile(props: SendingFileProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <Progress {...props} />
    </AreaTexts>
  );
}

function Progress({ part, onStop }: SendingFileProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const percent = formatNumber(Math.floor(part * 100), language);
  return (
    <div className="row" aria-live="off">
      <progress
        max={1}
        value={part}
        aria-label={t({ id: 'file.sending.progress', message: 'Progress of this file' })}
      />
      <span className="soft">
        <Trans id="file.sending.percent">{percent} %</Trans>
      </span>
      <Button onPress={onStop}>
        <Trans id="file.sending.stop">Stop sending</Trans>
      </Button>
    </div>
  );
}
