import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { pathTo } from '../../../shared/records/record-type';
import { DueMark } from '../../../shared/ui/DueMark';
import { RiskMark } from '../../../shared/ui/RiskMark';
import { RecordType } from '../../../shared/wire/records';
import { DayReason, type DayFinding, type DayItem } from './day-items';

interface DayRowProps {
  item: DayItem;
  today: string;
}

/** One child: why, since when, and the way to where it is done. */
export function DayRow({ item, today }: DayRowProps) {
  const [first] = item.findings;
  return (
    <Link
      to={item.path ?? pathTo(RecordType.case, item.caseId)}
      search={first?.form === undefined || item.path !== undefined ? {} : { form: first.form }}
      className="work-row"
    >
      <span className="work-who">
        {item.name || item.number ? (
          <bdi className="work-name">{item.name || item.number}</bdi>
        ) : (
          <span className="work-name">
            <Trans id="day.unnamed">Without a name so far</Trans>
          </span>
        )}
        {item.name && item.number ? <bdi className="soft">{item.number}</bdi> : null}
        <RiskMark level={item.risk} />
      </span>
      <span className="day-reasons">
        {item.findings.map((finding) => (
          <span key={`${finding.reason} ${finding.detail} ${finding.due ?? ''}`}>
            <Reason finding={finding} />
          </span>
        ))}
      </span>
      {first?.due === undefined ? null : (
        <span className="work-when">
          <DueMark day={first.due} today={today} />
        </span>
      )}
    </Link>
  );
}

function Reason({ finding: { reason, detail } }: { finding: DayFinding }) {
  switch (reason) {
    case DayReason.task:
      return detail;
    case DayReason.referral:
      return <Trans id="day.referral">A referral waits for your answer</Trans>;
    case DayReason.transfer:
      return <Trans id="day.transfer">A transfer waits for your answer</Trans>;
    case DayReason.approval:
      return <Trans id="day.approval">Waits for your approval: {detail}</Trans>;
    case DayReason.rejected:
      return <Trans id="day.rejected">Not approved: {detail}</Trans>;
    case DayReason.flag:
      return (
        <Trans id="day.flag">
          Flag: <bdi>{detail}</bdi>
        </Trans>
      );
    case DayReason.draft:
      return detail === 'new' ? (
        <Trans id="day.draft_new">Begun and not registered yet; lost when you sign out</Trans>
      ) : (
        <Trans id="day.draft">Changes not saved yet; lost when you sign out</Trans>
      );
    case DayReason.conflict:
      return (
        <Trans id="day.conflict">
          Not saved: somebody else changed the same answers. Decide which ones stay.
        </Trans>
      );
    case DayReason.consent:
      return <Trans id="day.consent">Ask again for the consent</Trans>;
    case DayReason.silence:
      return <Silence days={Number(detail)} />;
  }
}

function Silence({ days }: { days: number }) {
  return (
    <Trans id="day.silence">
      <Plural value={days} one="No change for # day or more" other="No change for # days or more" />
    </Trans>
  );
}
