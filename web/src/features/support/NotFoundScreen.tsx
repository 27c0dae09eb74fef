import { Trans, useLingui } from '@lingui/react/macro';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';

/** An address that leads nowhere. */
export function NotFoundScreen() {
  const { t } = useLingui();
  return (
    <>
      <PageHeading title={t({ id: 'not_found.title', message: 'This page does not exist' })} />
      <p>
        <Trans id="not_found.explain">
          The address may be misspelled, or the page was moved. Nothing was lost.
        </Trans>
      </p>
      <div className="row">
        <LinkButton to="/dashboards">
          <Trans id="action.go_home">Go to the home page</Trans>
        </LinkButton>
        <LinkButton to="/cases" hash="search">
          <Trans id="not_found.search">Search for a case</Trans>
        </LinkButton>
      </div>
    </>
  );
}
