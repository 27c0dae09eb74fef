import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { asJson } from '../../../../shared/forms/definition';
import { useAnswerText } from '../../../../shared/forms/fields/answer-text';
import { formatDate } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { displayId, singularOf } from '../../../../shared/records/record-type';
import { useVocabulary } from '../../../../shared/records/useVocabulary';
import { pickText } from '../../../../shared/text/pick';
import { FailureText } from '../../../../shared/ui/FailureText';
import { type Fact, Facts } from '../../../../shared/ui/Facts';
import { Skeleton } from '../../../../shared/ui/Skeleton';
import { FailureKind, isFailure } from '../../../../shared/wire/failure';
import { FieldType } from '../../../../shared/wire/forms';
import type { RecordData } from '../../../../shared/wire/records';
import type { Deployment } from '../../deployment';
import type { LinkedType } from '../../link-created';
import { recordKey } from '../../useRecord';
import { linked_keys, nameOf, numberOf, placeOf, registeredOf } from './linked-words';
import { LinkedMembers } from './LinkedMembers';
import { fetchLinked } from './links.wire';

interface LinkedDetailsProps {
  type: LinkedType;
  /** What is known of it already; somebody who may link it need not be allowed to open it. */
  known: RecordData;
  deployment: Deployment;
}

/** What a registry record or a family says, as far as the person may read it. */
export function LinkedDetails({ type, known, deployment }: LinkedDetailsProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { text: word } = useVocabulary({ withPlaces: true });
  const read = useQuery({
    queryKey: [...recordKey(type, known.id), 'linked'],
    queryFn: ({ signal }) => fetchLinked(type, known.id, signal),
    retry: false,
  });
  const data = read.data ?? known;
  const answers = useAnswers(type, data, deployment);
  if (read.isPending) return <Skeleton lines={5} />;
  const place = placeOf(type, data);
  const registered = registeredOf(type, data);
  return (
    <>
      {read.isError && !isFailure(read.error, FailureKind.forbidden) ? (
        <div role="alert">
          <FailureText error={read.error} />
        </div>
      ) : null}
      <Facts
        facts={[
          { label: t({ id: 'panel.linked.id', message: 'ID' }), value: displayId(type, data) },
          {
            label: t({ id: 'panel.registry.name', message: 'Name' }),
            value: nameOf(type, data),
          },
          {
            label: t({ id: 'panel.registry.number', message: 'Number' }),
            value: numberOf(type, data),
          },
          {
            label: t({ id: 'panel.linked.registered', message: 'Registered on' }),
            value: registered === '' ? '' : formatDate(registered, language),
          },
          {
            label: t({ id: 'panel.find.place', message: 'Place' }),
            value: place === '' ? '' : word('Location', place),
          },
          ...answers,
        ]}
      />
      {type === 'families' ? <LinkedMembers family={data} /> : null}
      {read.isError ? (
        <p className="soft">
          <Trans id="panel.linked.more">You may not read more of it.</Trans>
        </p>
      ) : null}
    </>
  );
}

/** Other answers, in the words of the forms that are for this person; entries are not told. */
function useAnswers(type: LinkedType, data: RecordData, deployment: Deployment): readonly Fact[] {
  const language = useLanguage();
  const answer = useAnswerText(deployment.options);
  const said = new Set<string>([...Object.values(linked_keys[type]), `${singularOf(type)}_id`]);
  const fields = deployment.forms
    .filter((form) => form.recordType === singularOf(type) && form.visible)
    .flatMap((form) => form.fields)
    .filter((field) => field.type !== FieldType.subform && field.name !== 'short_id');
  return fields.flatMap((field) => {
    const value = said.has(field.name) ? '' : answer(field, asJson(data[field.name]));
    said.add(field.name);
    return value === '' ? [] : [{ label: pickText(field.label, language), value }];
  });
}
