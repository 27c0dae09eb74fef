import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { LanguageSwitch } from '../../shared/i18n/LanguageSwitch';
import { languages, type Language } from '../../shared/i18n/languages';
import { keepLanguage } from '../../shared/session/keep-language';
import { useUser } from '../../shared/session/useSession';
import { EmptyState } from '../../shared/ui/EmptyState';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { PageHeading } from '../../shared/ui/PageHeading';
import { AccountFacts } from './AccountFacts';

/** One's own account: what the system knows about this user, and the language. */
export function AccountScreen() {
  const { t } = useLingui();
  const user = useUser();
  const { id } = useParams({ strict: false });
  return (
    <>
      <PageHeading title={t({ id: 'account.title', message: 'My account' })} />
      {String(user.id) === id ? (
        <>
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
          </section>
          <section className="panel stack" aria-labelledby="account-facts">
            <h2 id="account-facts">
              <Trans id="account.facts">What is recorded about you</Trans>
            </h2>
            <AccountFacts user={user} />
            <p className="soft">
              <Trans id="account.facts_note">
                Your administrator can correct this and give you a new password.
              </Trans>
            </p>
          </section>
        </>
      ) : (
        <EmptyState
          title={<Trans id="account.other">This is the account of somebody else.</Trans>}
        />
      )}
    </>
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
