import { useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { knownPublicInfo } from '../../../shared/session/session';
import { pickText } from '../../../shared/text/pick';
import { goToRegistration, registrationAddress } from '../place';

/** The ways to register oneself, under the names the deployment gave them; nothing without any. */
export function RegistrationLinks() {
  const { t } = useLingui();
  const language = useLanguage();
  const info = knownPublicInfo();
  const streams = info?.allow_self_registration === true ? (info.registration_streams ?? []) : [];
  const usual = t({ id: 'sign_in.register', message: 'Register yourself' });
  return streams.map(({ id }) => (
    <a
      key={id}
      className="button button-secondary"
      href={registrationAddress(id)}
      onClick={(event) => {
        event.preventDefault();
        goToRegistration(id);
      }}
    >
      {pickText(info?.registration_streams_link_labels?.[id], language) || usual}
    </a>
  ));
}
