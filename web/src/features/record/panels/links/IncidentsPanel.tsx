import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { use, useState } from 'react';
import { asJson } from '../../../../shared/forms/definition';
import { useAnswerText } from '../../../../shared/forms/fields/answer-text';
import { formatDate } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pathTo } from '../../../../shared/records/record-type';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import { Icon } from '../../../../shared/ui/Icon';
import { LinkButton } from '../../../../shared/ui/LinkButton';
import { IncidentDialog } from '../../casework/IncidentDialog';
import type { Deployment } from '../../deployment';
import { incidentsQuery } from '../../list-queries';
import type { PanelProps } from '../../panel-props';
import { mayEdit } from '../../record-actions';
import { Answered } from '../../../../shared/ui/Answered';
import { recordTexts } from '../../../../shared/text/record-texts';
import { PanelFrame } from '../PanelFrame';
import type { Incident } from './links.wire';

/** What tells one incident from another, in the programmes that record it. */
const kinds = ['cp_incident_violence_type', 'gbv_sexual_violence_type', 'violation_category'];

/** The incidents of a case, and a new one that begins with what the case says. */
export default function IncidentsPanel(props: PanelProps) {
  const { type, record, deployment, title } = props;
  use(recordTexts);
  const user = useUser();
  const { data } = record;
  const incidents = useQuery(incidentsQuery(data.id));
  const [isBegun, setBegun] = useState(false);
  const mayAdd =
    can(user, 'cases', 'incident_from_case') &&
    data.record_in_scope !== false &&
    data.enabled !== false;
  return (
    <PanelFrame
      title={title}
      actions={
        mayAdd ? (
          <Button onPress={() => setBegun(true)}>
            <Icon name="plus" size={20} />
            <Trans id="panel.incidents.new">New incident</Trans>
          </Button>
        ) : null
      }
    >
      <Answered query={incidents}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              title={<Trans id="panel.incidents.none">No incident is recorded here.</Trans>}
            />
          ) : (
            <ul className="panel-cards">
              {all.map((one) => (
                <IncidentCard key={one.id} incident={one} deployment={deployment} />
              ))}
            </ul>
          )
        }
      </Answered>
      {isBegun ? (
        <IncidentDialog
          type={type}
          record={data}
          deployment={deployment}
          onClose={() => setBegun(false)}
        />
      ) : null}
    </PanelFrame>
  );
}

function IncidentCard({ incident, deployment }: { incident: Incident; deployment: Deployment }) {
  const language = useLanguage();
  const user = useUser();
  const text = useAnswerText(deployment.options);
  const fields = deployment.forms
    .filter((form) => form.recordType === 'incident')
    .flatMap((form) => form.fields);
  const kind = kinds
    .map((name) => fields.find((field) => field.name === name))
    .map((field) => (field === undefined ? '' : text(field, asJson(incident[field.name]))))
    .find((one) => one !== '');
  const number = incident.short_id ?? incident.id.slice(-7);
  const by = <bdi>{incident.created_by}</bdi>;
  return (
    <li className="panel-card">
      <div className="panel-card-head">
        <h3>
          {kind ?? (
            <Trans id="panel.incidents.one">
              Incident <bdi>{number}</bdi>
            </Trans>
          )}
        </h3>
        <div className="panel-actions">
          <LinkButton to={pathTo('incidents', incident.id)}>
            <span>
              <Trans id="panel.incidents.view">
                View incident <bdi>{number}</bdi>
              </Trans>
            </span>
          </LinkButton>
          {mayEdit(user, 'incidents', incident) ? (
            <LinkButton to={pathTo('incidents', incident.id, 'edit')}>
              <span>
                <Trans id="panel.incidents.edit">
                  Edit incident <bdi>{number}</bdi>
                </Trans>
              </span>
            </LinkButton>
          ) : null}
        </div>
      </div>
      {incident.incident_date ? (
        <p>
          <Trans id="panel.incidents.date">
            Happened on <bdi>{formatDate(incident.incident_date, language)}</bdi>
          </Trans>
        </p>
      ) : null}
      {incident.date_of_first_report ? (
        <p>
          <Trans id="panel.incidents.interview">
            Interview on <bdi>{formatDate(incident.date_of_first_report, language)}</bdi>
          </Trans>
        </p>
      ) : null}
      <p className="soft">
        {incident.created_by ? <Trans id="panel.incidents.by">Recorded by {by}</Trans> : null}
        {incident.created_at ? <bdi> · {formatDate(incident.created_at, language)}</bdi> : null}
      </p>
    </li>
  );
}
