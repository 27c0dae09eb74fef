import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Draft } from '../../shared/records/drafts';
import { displayId } from '../../shared/records/record-type';
import { recordTypeTexts } from '../../shared/text/record-type-texts';
import { Icon } from '../../shared/ui/Icon';

/** What was typed and not saved, above what is stored: the way back to each. */
export default function UnsavedDrafts({ drafts }: { drafts: readonly Draft[] }) {
  return (
    <section className="unsaved" aria-labelledby="unsaved-drafts">
      <h2 id="unsaved-drafts">
        <Trans id="list.unsaved">
          <Plural value={drafts.length} one="# not saved yet" other="# not saved yet" />
        </Trans>
      </h2>
      <ul>
        {drafts.map((draft) => (
          <DraftLine key={draft.about.path} draft={draft} />
        ))}
      </ul>
    </section>
  );
}

function DraftLine({ draft: { about, values, initial } }: { draft: Draft }) {
  const { i18n } = useLingui();
  const known = { ...initial, ...values };
  const text = (key: string) => (typeof known[key] === 'string' ? known[key] : '');
  const parts = [text('name_first'), text('name_last')].filter(Boolean).join(' ');
  const number = about.isNew ? '' : displayId(about.type, known);
  const name = text('name') || parts;
  return (
    <li>
      <Link to={about.path} className="row-link">
        <Icon name="edit" size={18} />
        <bdi>
          {[name, number].filter(Boolean).join(' · ') || i18n._(recordTypeTexts[about.type])}
        </bdi>
      </Link>
      {about.isNew ? (
        <span className="row-why">
          <Trans id="list.unsaved.new">not registered yet</Trans>
        </span>
      ) : null}
      {about.clashes > 0 ? (
        <span className="row-why">
          <Icon name="warning" size={16} />
          <Trans id="list.unsaved.clash">somebody else changed it, too</Trans>
        </span>
      ) : null}
    </li>
  );
}
