import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { FailureText } from '../../shared/ui/FailureText';
import { ManyChoices } from '../../shared/ui/ManyChoices';
import { Skeleton } from '../../shared/ui/Skeleton';
import { TextField } from '../../shared/ui/TextField';
import { changeOwnUser } from './own-user';

/** There may be thousands of places. */
const LongComboBox = lazy(() => import('../../shared/forms/fields/LongComboBox'));

/** What users keep up to date by themselves. */
export function ProfileDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const user = useUser();
  const [draft, setDraft] = useState({
    full_name: user.full_name,
    position: user.position ?? '',
    phone: user.phone ?? '',
    email: user.email ?? '',
  });
  const [location, setLocation] = useState(user.location ?? null);
  const [services, setServices] = useState<readonly string[]>(user.services ?? []);
  const vocabulary = useVocabulary({ withPlaces: true });
  const set = (key: keyof typeof draft) => (value: string) =>
    setDraft((before) => ({ ...before, [key]: value }));
  const isNameless = draft.full_name.trim() === '';
  const saving = useMutation({
    mutationFn: () => changeOwnUser(user, { ...draft, location, services }),
    onSuccess: onClose,
  });
  return (
    <Dialog
      isOpen
      shape="form"
      onClose={onClose}
      title={t({ id: 'account.edit.title', message: 'Change my data' })}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="account.edit.cancel">Cancel</Trans>
          </Button>
          <Button
            kind="primary"
            isPending={saving.isPending}
            onPress={() => (isNameless ? undefined : saving.mutate())}
          >
            <Trans id="account.edit.save">Save</Trans>
          </Button>
        </>
      }
    >
      {saving.isError ? (
        <div role="alert">
          <FailureText error={saving.error} />
        </div>
      ) : null}
      <TextField
        label={t({ id: 'account.full_name', message: 'Full name' })}
        autoComplete="name"
        isRequired
        value={draft.full_name}
        onChange={set('full_name')}
        errorMessage={
          isNameless ? <Trans id="account.edit.nameless">Enter your name.</Trans> : null
        }
      />
      <TextField
        label={t({ id: 'account.position', message: 'Position' })}
        autoComplete="organization-title"
        value={draft.position}
        onChange={set('position')}
      />
      <TextField
        label={t({ id: 'account.phone', message: 'Phone' })}
        type="tel"
        autoComplete="tel"
        textDirection="ltr"
        value={draft.phone}
        onChange={set('phone')}
      />
      <TextField
        label={t({ id: 'account.email', message: 'E-mail' })}
        type="email"
        autoComplete="email"
        textDirection="ltr"
        value={draft.email}
        onChange={set('email')}
      />
      <Suspense fallback={<Skeleton lines={2} />}>
        <LongComboBox
          label={t({ id: 'account.location', message: 'Duty station' })}
          description={undefined}
          errorMessage={undefined}
          isRequired={false}
          choices={vocabulary.choices('Location', '')}
          value={location}
          onChange={setLocation}
        />
      </Suspense>
      <ManyChoices
        label={t({ id: 'account.services', message: 'Services I offer' })}
        choices={vocabulary.choices('lookup-service-type', '')}
        value={services}
        onChange={setServices}
      />
    </Dialog>
  );
}
