import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { LanguageSwitch } from '../../shared/i18n/LanguageSwitch';
import { languages, type Language } from '../../shared/i18n/languages';
import { keepLanguage } from '../../shared/session/keep-language';
import { hasOneCase } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { AccountFacts } from './AccountFacts';
import { CalendarChoice } from './CalendarChoice';
import { Deputies } from './Deputies';
import { DeviceSection } from './DeviceSection';
import { NewsSettings } from './NewsSettings';
import { PasswordForm } from './PasswordForm';
import { ProfileDialog } from './ProfileDialog';
import { Sessions } from './Sessions';
import './AccountScreen.css';

const SecondFactorSection = lazy(() => import('./second-factor/SecondFactorSection'));

/** One's own account: data, language, news, password, devices. */
export function AccountScreen() {
  return (
    <WorkTexts>
      <Account />
    </WorkTexts>
  );
}

function Account() {
  const { t } = useLingui();
  const user = useUser();
  const { id } = useParams({ strict: false });
  return (
    <>
      <PageHeading title={t({ id: 'account.title', message: 'My account' })} />
      {String(user.id) === id ? (
        <>
          <LanguageSection />
          <DeviceSection />
          <FactsSection />
          <NewsSettings />
          {hasOneCase(user) ? null : <Deputies />}
          <PasswordSection />
          <Suspense fallback={<Skeleton lines={3} />}>
            <SecondFactorSection />
          </Suspense>
          <Sessions />
        </>
      ) : (
        <EmptyState
          title={<Trans id="account.other">This is the account of somebody else.</Trans>}
        />
      )}
    </>
  );
}

function LanguageSection() {
  return (
    <section className="panel stack" aria-labelledby="account-language">
      <h2 id="account-language">
        <Trans id="account.language">Language</Trans>
      </h2>
      <p className="soft">
        <Trans id="account.language_note">
          Kept with your account, so that it is the same on your next device.
        </Trans>
      </p>
      <LanguageSwitch onChosen={(language) => void keep(language)} />
      <CalendarChoice />
    </section>
  );
}

function FactsSection() {
  const user = useUser();
  const [isEditing, setEditing] = useState(false);
  return (
    <section className="panel stack" aria-labelledby="account-facts">
      <h2 id="account-facts">
        <Trans id="account.facts">What is recorded about you</Trans>
      </h2>
      <AccountFacts user={user} />
      <div>
        <Button onPress={() => setEditing(true)}>
          <Trans id="account.edit.action">Change my data</Trans>
        </Button>
      </div>
      <p className="soft">
        <Trans id="account.facts_note">
          Your administrator can correct the rest and give you a new password.
        </Trans>
      </p>
      {isEditing ? <ProfileDialog onClose={() => setEditing(false)} /> : null}
    </section>
  );
}

function PasswordSection() {
  return (
    <section className="panel stack" aria-labelledby="account-password">
      <h2 id="account-password">
        <Trans id="account.password">Password</Trans>
      </h2>
      <p className="soft">
        <Trans id="account.password_note">A new password signs you out everywhere else.</Trans>
      </p>
      <PasswordForm
        asksCurrent
        onChanged={() =>
          notify({
            key: 'account.password',
            kind: NoticeKind.success,
            text: <Trans id="account.password_changed">Your password was changed.</Trans>,
          })
        }
      />
    </section>
  );
}

/** Says in the new language whether the server has the choice. */
async function keep(language: Language): Promise<void> {
  const isKept = await keepLanguage(language);
  const { name } = languages[language];
  notify({
    key: 'account.language',
    kind: isKept ? NoticeKind.success : NoticeKind.warning,
    text: isKept ? (
      <Trans id="account.language_kept">Your language is now {name}.</Trans>
    ) : (
      <Trans id="account.language_not_kept">
        The language was changed on this device only; the server could not keep it.
      </Trans>
    ),
  });
}
