import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { formatDateTime } from '../i18n/format';
import { useLanguage } from '../i18n/useLanguage';
import { AreaTexts } from '../i18n/AreaTexts';
import { pathTo } from '../records/record-type';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { tracingTexts } from '../tracing/tracing-texts';
import { type CaseMerges, type CaseReference, mergesQuery, type MergeEntry } from './merge.wire';
import { UndoMerge } from './UndoMerge';
import './merge.css';

interface DuplicateBannerProps {
  id: string;
  /** Told whether the case was merged into another one: it takes no more answers then. */
  onMerged: (isMerged: boolean) => void;
}

/** Above a case that is a duplicate or has some: of which, and whether they were merged. */
export default function DuplicateBanner(props: DuplicateBannerProps) {
  return (
    <AreaTexts ready={tracingTexts}>
      <Banner {...props} />
    </AreaTexts>
  );
}

function Banner({ id, onMerged }: DuplicateBannerProps) {
  const { t } = useLingui();
  const { data } = useQuery(mergesQuery(id));
  const survivor = data?.duplicate_of?.id;
  const isMerged = Boolean(data && survivor && inForce(data, survivor));
  useEffect(() => {
    onMerged(isMerged);
    return () => onMerged(false);
  }, [onMerged, isMerged]);
  if (data === undefined || (data.duplicate_of === null && data.duplicates.length === 0)) {
    return null;
  }
  return (
    <section
      className="merge-banner"
      aria-label={t({ id: 'merge.banner.label', message: 'Duplicates of this case' })}
    >
      <Icon name="info" size={20} />
      <div className="merge-banner-lines">
        {data.duplicate_of === null ? null : <DuplicateOf id={id} merges={data} />}
        {data.duplicates.map((one) => (
          <HasDuplicate key={one.id} id={id} other={one} entry={inForce(data, one.id)} />
        ))}
      </div>
    </section>
  );
}

function inForce({ merges }: CaseMerges, id: string): MergeEntry | undefined {
  return merges.find((entry) => entry.case_id === id && entry.state === 'merged');
}

function DuplicateOf({ id, merges }: { id: string; merges: CaseMerges }) {
  const survivor = merges.duplicate_of;
  if (survivor === null) return null;
  const entry = inForce(merges, survivor.id);
  return (
    <div className="merge-banner-line">
      <p>
        {entry === undefined ? (
          <Trans id="merge.banner.duplicate_of" comment="The link is the number of the other case.">
            This case is a duplicate of <CaseLink child={survivor} />.
          </Trans>
        ) : (
          <Trans id="merge.banner.merged_into" comment="The link is the number of the other case.">
            This case was merged into <CaseLink child={survivor} />. Work goes on there.
          </Trans>
        )}{' '}
        <When entry={entry} />
      </p>
      <UndoButton entry={entry} survivor={survivor.id} other={id} />
    </div>
  );
}

interface HasDuplicateProps {
  id: string;
  other: CaseReference;
  entry: MergeEntry | undefined;
}

function HasDuplicate({ id, other, entry }: HasDuplicateProps) {
  return (
    <div className="merge-banner-line">
      <p>
        {entry === undefined ? (
          <Trans
            id="merge.banner.has_duplicate"
            comment="The link is the number of the other case."
          >
            <CaseLink child={other} /> is marked as a duplicate of this case.
          </Trans>
        ) : (
          <Trans id="merge.banner.merged_here" comment="The link is the number of the other case.">
            <CaseLink child={other} /> was merged into this case.
          </Trans>
        )}{' '}
        <When entry={entry} />
      </p>
      <UndoButton entry={entry} survivor={id} other={other.id} />
    </div>
  );
}

function CaseLink({ child }: { child: CaseReference }) {
  const shown = <bdi className="identifier">{child.case_id_display ?? child.id}</bdi>;
  return child.record_in_scope ? <Link to={pathTo('cases', child.id)}>{shown}</Link> : shown;
}

function When({ entry }: { entry: MergeEntry | undefined }) {
  const language = useLanguage();
  if (entry === undefined) return null;
  const when = formatDateTime(entry.merged_at, language);
  return (
    <span className="soft">
      <Trans id="merge.banner.when" comment="{by} is a user name, {when} a time.">
        By <bdi>{entry.merged_by}</bdi>, <bdi>{when}</bdi>
      </Trans>
    </span>
  );
}

interface UndoButtonProps {
  entry: MergeEntry | undefined;
  survivor: string;
  other: string;
}

function UndoButton({ entry, survivor, other }: UndoButtonProps) {
  const [isAsking, setAsking] = useState(false);
  if (entry?.can_undo !== true) return null;
  return (
    <>
      <Button onPress={() => setAsking(true)}>
        <Trans id="merge.undo.action">Undo the merge</Trans>
      </Button>
      {isAsking ? (
        <UndoMerge survivor={survivor} other={other} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
}
