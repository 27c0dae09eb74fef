import { useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { Button } from '../../ui/Button';
import { Fetched } from '../../ui/Fetched';
import { Icon } from '../../ui/Icon';

const DocumentDialog = lazy(() => import('../../capture/DocumentDialog'));

/** Opens a document in the app, so that no copy of it is left on the device. */
export function ReadDocument({ url, name }: { url: string; name: string }) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        kind="quiet"
        onPress={() => setOpen(true)}
        aria-label={t({ id: 'form.document.read', message: `Read: ${name}` })}
      >
        <Icon name="eye" size={20} />
      </Button>
      {isOpen ? (
        <Fetched onFailed={close}>
          <DocumentDialog url={url} name={name} onClose={close} />
        </Fetched>
      ) : null}
    </>
  );
}
