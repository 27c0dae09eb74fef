import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../shared/ui/Button';
import { TextField } from '../../shared/ui/TextField';
import type { Configuration } from './configuration.wire';
import { hasWrongNumber } from './draft';
import { Refusal } from './Refusal';
import { RehearsalTable } from './RehearsalTable';
import { RulesLeaveGuard } from './RulesLeaveGuard';
import type { Saving } from './useSaving';

interface SavePanelProps {
  draft: Configuration;
  saving: Saving;
  onDiscard: () => void;
}

/** What the changes would do, and then: keep or discard them. */
export function SavePanel({ draft, saving, onDiscard }: SavePanelProps) {
  const { t } = useLingui();
  const [note, setNote] = useState('');
  const error = saving.saveError ?? saving.previewError;
  const isWrong = hasWrongNumber(draft);
  return (
    <section className="panel stack" aria-labelledby="matching-save">
      <h2 id="matching-save">
        <Trans id="matching.save.title">Your changes</Trans>
      </h2>
      <RulesLeaveGuard />
      {isWrong ? (
        <p role="alert">
          <Trans id="matching.save.wrong">
            A number above is not right yet; it is marked. Until then nothing can be put in force.
          </Trans>
        </p>
      ) : null}
      {error ? <Refusal error={error} configuration={draft} /> : null}
      <div aria-live="polite">
        {saving.preview ? <RehearsalTable rehearsal={saving.preview} /> : null}
      </div>
      <TextField
        label={t({ id: 'matching.save.note', message: 'Why (for those who come later)' })}
        value={note}
        maxLength={2000}
        onChange={setNote}
      />
      <div className="row">
        <Button onPress={saving.startPreview} isPending={saving.isPreviewing} isDisabled={isWrong}>
          <Trans id="matching.save.preview">See what would change</Trans>
        </Button>
        <Button
          kind="primary"
          onPress={() => saving.save(note)}
          isPending={saving.isSaving}
          isDisabled={isWrong}
        >
          <Trans id="matching.save.action">Put in force</Trans>
        </Button>
        <Button kind="quiet" onPress={onDiscard} isDisabled={saving.isSaving}>
          <Trans id="matching.save.discard">Discard changes</Trans>
        </Button>
      </div>
    </section>
  );
}
