import { useLingui } from '@lingui/react/macro';
import { HeldPicture } from '../../shared/ui/HeldPicture';
import { useLine } from '../../shared/ui/useOnline';
import { Line } from '../../shared/wire/connection';
import type { MatchAttachment } from '../../shared/tracing/match-case';

interface MatchFilesProps {
  photos: readonly MatchAttachment[];
  sounds: readonly MatchAttachment[];
}

/** The photos of one side, all in one size, and its recordings. */
export function MatchFiles({ photos, sounds }: MatchFilesProps) {
  const { t } = useLingui();
  const isField = useLine() === Line.field;
  const shown = photos.filter((photo) => !isField && photo.attachment_url);
  const heard = sounds.filter((sound) => !isField && sound.attachment_url);
  return (
    <div className="match-files">
      {shown.map(({ id, attachment_url: url, file_name: file }) => {
        const name = file ?? '';
        const alt = t({ id: 'tracing.file.photo', message: `Photo ${name}` });
        return (
          <HeldPicture key={id} name={alt}>
            <a href={url ?? ''} target="_blank" rel="noreferrer">
              <img src={`${url}?size=thumb`} loading="lazy" decoding="async" alt={alt} />
            </a>
          </HeldPicture>
        );
      })}
      {heard.map(({ id, attachment_url: url, file_name: file }) => {
        const name = file ?? '';
        return (
          <audio
            key={id}
            controls
            preload="none"
            src={url ?? ''}
            aria-label={t({ id: 'tracing.file.sound', message: `Recording ${name}` })}
          />
        );
      })}
    </div>
  );
}
