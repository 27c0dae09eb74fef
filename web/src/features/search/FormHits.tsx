import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useForms } from '../../shared/definitions/useDefinitions';
import { formDefinitions } from '../../shared/forms/definition';
import { drawnForms } from '../../shared/forms/navigation';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pathTo, singularOf } from '../../shared/records/record-type';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { foldText } from '../../shared/text/fold';
import { pickText } from '../../shared/text/pick';
import { recordTypeTexts } from '../../shared/text/record-type-texts';
import { RecordType } from '../../shared/wire/records';

interface FormHit {
  id: string;
  name: string;
  type: RecordType;
}

/** Forms whose name fits, and the records they are part of. */
export function FormHits({ query }: { query: string }) {
  const { i18n } = useLingui();
  const forms = useFormHits(foldText(query.trim()));
  return forms.length === 0 ? null : (
    <section className="panel stack" aria-labelledby="hits-forms">
      <h2 id="hits-forms">
        <Trans id="search.forms">Forms</Trans>
      </h2>
      <ul className="hits">
        {forms.map(({ id, name, type }) => (
          <li key={id}>
            <Link to={pathTo(type)} className="hit">
              <bdi className="hit-name">{name}</bdi>
              <span className="soft">{i18n._(recordTypeTexts[type])}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of the forms that this person may open. */
function useFormHits(wanted: string): readonly FormHit[] {
  const user = useUser();
  const language = useLanguage();
  const sections = useForms();
  if (sections === undefined || wanted === '') {
    return [];
  }
  const types = Object.values(RecordType).filter((type) => can(user, type, 'read'));
  return drawnForms(formDefinitions(sections)).flatMap((form) => {
    const type = types.find((one) => singularOf(one) === form.recordType);
    const name = pickText(form.name, language);
    const isOpen =
      form.uniqueId in user.permitted_form &&
      (form.modules.length === 0 ||
        form.modules.some((module) => user.module_unique_ids.includes(module)));
    return type !== undefined && isOpen && foldText(name).includes(wanted)
      ? [{ id: form.uniqueId, name, type }]
      : [];
  });
}
