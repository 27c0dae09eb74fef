import { Trans, useLingui } from '@lingui/react/macro';
import { useSearch } from '@tanstack/react-router';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';

/** The role lacks a right: says which, and where to go. */
export function NotAuthorizedScreen() {
  const { t } = useLingui();
  const { resource, action } = useSearch({ strict: false });
  const right = [resource, action].filter(Boolean).join('/');
  return (
    <>
      <PageHeading
        title={t({ id: 'not_authorized.title', message: 'Your role does not allow this' })}
      />
      <p>
        <Trans id="not_authorized.explain">
          If you need this for your work, ask your administrator to change your role.
        </Trans>
      </p>
      {resource ? (
        <p className="soft">
          <Trans
            id="not_authorized.right"
            comment="{right} is a technical name such as cases/create"
          >
            Missing right: <bdi>{right}</bdi>
          </Trans>
        </p>
      ) : null}
      <div>
        <LinkButton to="/dashboards">
          <Trans id="action.go_home">Go to the home page</Trans>
        </LinkButton>
      </div>
    </>
  );
}
