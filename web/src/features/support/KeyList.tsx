import { useLingui } from '@lingui/react/macro';
import { Fragment } from 'react';
import { shortcut_keys, type ShortcutId, type Stroke } from '../../shared/ui/useShortcut';

/** As it is printed on keyboards, whatever the language. */
const command_key = 'Ctrl';

/** What every key does that works wherever the focus is. */
export function KeyList() {
  const { t } = useLingui();
  const texts: Readonly<Record<ShortcutId, string>> = {
    search: t({ id: 'nav.search', message: 'Search' }),
    save: t({ id: 'keys.save', message: 'Save the record' }),
    next_match: t({ id: 'keys.next_match', message: 'Next possible match' }),
    previous_match: t({ id: 'keys.previous_match', message: 'Previous possible match' }),
  };
  const ids = Object.keys(shortcut_keys).filter((id): id is ShortcutId => id in texts);
  return (
    <dl>
      {ids.map((id) => (
        <div key={id}>
          <dt>{texts[id]}</dt>
          <dd>
            <bdi dir="ltr">
              {shortcut_keys[id].map((stroke, at) => (
                <Fragment key={stroke.key}>
                  {at > 0 ? ', ' : null}
                  <Keys stroke={stroke} />
                </Fragment>
              ))}
            </bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Keys({ stroke: { key, isCommand = false } }: { stroke: Stroke }) {
  return (
    <>
      {isCommand ? (
        <>
          <kbd>{command_key}</kbd> +{' '}
        </>
      ) : null}
      <kbd>{key.toUpperCase()}</kbd>
    </>
  );
}
