import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../shared/ui/Button';
import { Facts } from '../../shared/ui/Facts';
import { Refusal } from '../../shared/ui/Refusal';
import { checkProvider, type Finding, type ProviderBody } from './providers.wire';

/** Asks the provider at once what it says of itself, before anybody depends on it. */
export function ProviderCheck({ body }: { body: ProviderBody }) {
  const check = useMutation({ mutationFn: () => checkProvider(body) });
  return (
    <>
      <Button onPress={() => check.mutate()} isPending={check.isPending}>
        <Trans id="identity.check">Check</Trans>
      </Button>
      <div className="identity-answer" aria-live="polite">
        {check.data === undefined ? null : <Answer finding={check.data} />}
      </div>
      {check.error ? <Refusal error={check.error} /> : null}
    </>
  );
}

function Answer({ finding }: { finding: Finding }) {
  const { t } = useLingui();
  if (!finding.found) return <p className="field-error">{finding.problem}</p>;
  return (
    <>
      <p>
        <Trans id="identity.check.found">The provider answers, and can be used.</Trans>
      </p>
      <Facts
        facts={[
          {
            label: t({ id: 'identity.check.sign_in', message: 'Sign-in page' }),
            value: finding.authorization_url,
          },
          { label: t({ id: 'identity.check.token', message: 'Tokens' }), value: finding.token_url },
          { label: t({ id: 'identity.check.keys', message: 'Keys' }), value: String(finding.keys) },
        ]}
      />
    </>
  );
}
