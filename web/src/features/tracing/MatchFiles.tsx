import { useLingui } from '@lingui/react/macro';
import type { MatchAttachment } from '../../shared/tracing/match-case';

interface MatchFilesProps {
  photos: readonly MatchAttachment[];
  sounds: readonly MatchAttachment[];
}

/** The photos of one side, all in one size, and its recordings. */
export function MatchFiles({ photos, sounds }: MatchFilesProps) {
  const { t } = useLingui();
  const shown = photos.filter((photo) => photo.attachment_url);
  const heard = sounds.filter((sound) => sound.attachment_url);
  return (
    <div className="match-files">
      {shown.map(({ id, attachment_url: url, file_name: file }) => {
        const name = file ?? '';
        return (
          <a key={id} href={url ?? ''} target="_blank" rel="noreferrer">
            <img
              src={`${url}?size=thumb`}
              loading="lazy"
              decoding="async"
              alt={t({ id: 'tracing.file.photo', message: `Photo ${name}` })}
            />
          </a>
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
