import { useLingui } from '@lingui/react/macro';
import type { Shown } from '../../capture/ViewFrame';
import { formatDate } from '../../i18n/format';
import { useLanguage } from '../../i18n/useLanguage';
import type { JsonObject } from '../json';
import { pendingKey } from './attachments';
import type { FileBox } from './form-view';

const endings = /\.(jpe?g|png)$/i;

function textIn(attachment: JsonObject, key: string): string {
  const value = attachment[key];
  return typeof value === 'string' ? value : '';
}

/** Gives a picture to be looked at; undefined for a file that is none. */
export function usePictures(files: FileBox): (attachment: JsonObject) => Shown | undefined {
  const { t } = useLingui();
  const language = useLanguage();
  return (attachment) => {
    const name = textIn(attachment, 'file_name');
    const isPicture = textIn(attachment, 'content_type').startsWith('image/') || endings.test(name);
    const key = pendingKey(attachment);
    const local = key === undefined ? undefined : files.url(key);
    const url = local ?? textIn(attachment, 'attachment_url');
    if (!isPicture || url === '') return undefined;
    const day = textIn(attachment, 'date');
    const date = day === '' ? '' : formatDate(day, language);
    return {
      url,
      alt:
        date === ''
          ? t({ id: 'form.photo.alt', message: `Photo ${name}` })
          : t({ id: 'form.photo.alt_dated', message: `Photo of ${date}` }),
    };
  };
}
