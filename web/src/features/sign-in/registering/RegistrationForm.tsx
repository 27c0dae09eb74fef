import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { shippedLanguage, languages } from '../../../shared/i18n/languages';
import { knownPublicInfo } from '../../../shared/session/session';
import { pickText } from '../../../shared/text/pick';
import { Button } from '../../../shared/ui/Button';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { FailureText } from '../../../shared/ui/FailureText';
import { Select } from '../../../shared/ui/Select';
import { TextField } from '../../../shared/ui/TextField';
import { useRegistering, type FieldProblems } from './useRegistering';
import { Working } from './Working';
import './registering.css';

/** Name, address, language, consent; what will not do is said beside each. */
export function RegistrationForm({ stream }: { stream: string }) {
  const { t } = useLingui();
  const language = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [fullName, setFullName] = useState('');
  const [email, setEmail] = useState('');
  const [locale, setLocale] = useState<string | null>(null);
  const [wantsMail, setWantsMail] = useState(true);
  const [hasConsented, setConsented] = useState(false);
  const [missing, setMissing] = useState<FieldProblems>({});
  const registering = useRegistering(stream);
  const problems = { ...registering.problems, ...missing };
  const info = knownPublicInfo();
  const choices = (info?.locales ?? []).map((code) => ({ id: code, text: languageName(code) }));
  const usual = choices.find(({ id }) => shippedLanguage(id) === language)?.id ?? null;
  const consent = pickText(info?.registration_streams_consent_text?.[stream], language);
  useFocusOnProblem(form, problems);
  const submit = () => {
    const found: FieldProblems = {};
    if (fullName.trim() === '') {
      found.fullName = t({ id: 'registering.name_missing', message: 'Enter your name.' });
    }
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) {
      found.email = t({ id: 'registering.email_missing', message: 'Enter your e-mail address.' });
    }
    if (!hasConsented) {
      found.consent = t({
        id: 'registering.consent_missing',
        message: 'Without your consent you cannot be registered.',
      });
    }
    setMissing(found);
    if (Object.keys(found).length > 0) return;
    registering.start({
      fullName,
      email,
      locale: locale ?? usual ?? undefined,
      wantsMail,
      hasConsented,
    });
  };
  if (registering.progress !== undefined) {
    return <Working progress={registering.progress} onCancel={registering.cancel} />;
  }
  return (
    <form
      ref={form}
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {registering.error !== undefined || registering.reasons.length > 0 ? (
        <div role="alert" className="door-problem">
          {registering.error !== undefined ? <FailureText error={registering.error} /> : null}
          {registering.reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      ) : null}
      <TextField
        label={t({ id: 'registering.name', message: 'Full name' })}
        name="name"
        autoComplete="name"
        isRequired
        maxLength={200}
        value={fullName}
        onChange={setFullName}
        errorMessage={problems.fullName}
      />
      <TextField
        label={t({ id: 'registering.email', message: 'E-mail address' })}
        description={t({
          id: 'registering.email_why',
          message: 'It becomes your user name; a link to choose a password goes there.',
        })}
        name="email"
        type="email"
        autoComplete="email"
        textDirection="ltr"
        isRequired
        value={email}
        onChange={setEmail}
        errorMessage={problems.email}
      />
      {choices.length > 1 ? (
        <Select
          label={t({ id: 'registering.language', message: 'Language of the app and of mails' })}
          choices={choices}
          value={locale ?? usual}
          onChange={setLocale}
          errorMessage={problems.locale}
        />
      ) : null}
      <Checkbox isSelected={wantsMail} onChange={setWantsMail}>
        <Trans id="registering.mails">Tell me by e-mail when there is something new</Trans>
      </Checkbox>
      {consent === '' ? null : <p className="registering-consent">{consent}</p>}
      <div>
        <Checkbox
          isSelected={hasConsented}
          onChange={setConsented}
          isInvalid={problems.consent !== undefined}
          {...(problems.consent === undefined
            ? {}
            : { 'aria-describedby': 'registering-consent-problem' })}
        >
          <Trans id="registering.consent">
            I agree that what I enter is kept and used as described (required)
          </Trans>
        </Checkbox>
        {problems.consent === undefined ? null : (
          <p id="registering-consent-problem" className="field-error">
            {problems.consent}
          </p>
        )}
      </div>
      <Button type="submit" kind="primary" wide>
        <Trans id="registering.action">Register</Trans>
      </Button>
    </form>
  );
}

/** The first field that has something wrong is where one goes on. */
function useFocusOnProblem(
  form: React.RefObject<HTMLFormElement | null>,
  problems: FieldProblems,
): void {
  const wrong = Object.values(problems).join('\n');
  useEffect(() => {
    if (wrong === '') return;
    form.current
      ?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input')
      ?.focus();
  }, [form, wrong]);
}

/** Each language in its own words. */
function languageName(code: string): string {
  const shipped = shippedLanguage(code);
  if (shipped !== undefined && shipped === code) return languages[shipped].name;
  return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
}
