import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useLookups } from '../definitions/useDefinitions';
import { useLanguage } from '../i18n/useLanguage';
import { languageCodes, languages } from '../i18n/languages';
import { can } from '../session/permissions';
import { knownPublicInfo } from '../session/session';
import { useUser } from '../session/useSession';
import { pickText } from '../text/pick';
import { Checkbox } from '../ui/Checkbox';
import { CheckboxGroup } from '../ui/CheckboxGroup';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import type { RecordType } from '../wire/records';
import type { PrintFieldProps } from './print-props';
import { PrintSigners } from './PrintSigners';

const watermark = msg({
  id: 'print.watermark',
  message: 'My user name and the time on every page',
});
const history = msg({
  id: 'print.history',
  message: 'What has changed in these forms, when and by whom',
});
const purpose_length_max = 200;
const header_length_max = 500;
const file_name_length_max = 120;

/** Language, paper, what is added to the answers, and why it is printed. */
export function PrintLook(props: Omit<PrintFieldProps, 'lacks'> & { type: RecordType }) {
  return (
    <>
      <PrintPaper {...props} />
      <Extras {...props} />
      <PrintReason {...props} />
    </>
  );
}

/** In which language, on which paper. */
export function PrintPaper({ wish, onChange }: Omit<PrintFieldProps, 'lacks'>) {
  const { t } = useLingui();
  return (
    <>
      <Select
        label={t({ id: 'print.language', message: 'Language of the document' })}
        choices={languageCodes.map((code) => ({ id: code, text: languages[code].name }))}
        value={wish.language}
        onChange={(language) => onChange({ language: language ?? wish.language })}
      />
      <Select
        label={t({ id: 'print.paper', message: 'Paper' })}
        choices={[
          { id: 'a4', text: t({ id: 'print.paper_a4', message: 'A4' }) },
          { id: 'letter', text: t({ id: 'print.paper_letter', message: 'Letter' }) },
        ]}
        value={wish.paper}
        onChange={(paper) => onChange({ paper: paper ?? wish.paper })}
      />
    </>
  );
}

/** What stands at the top: what the deployment has agreed on, and words of one's own. */
export function PrintHeading({ wish, onChange }: Omit<PrintFieldProps, 'lacks'>) {
  const { t } = useLingui();
  return (
    <>
      <HeaderChoice wish={wish} onChange={onChange} />
      <TextField
        label={t({ id: 'print.header', message: 'Heading on the first page' })}
        maxLength={header_length_max}
        value={wish.header}
        onChange={(header) => onChange({ header })}
      />
    </>
  );
}

/** What stands at the top, and why it is printed. */
export function PrintReason({ wish, onChange }: Omit<PrintFieldProps, 'lacks'>) {
  const { t } = useLingui();
  return (
    <>
      <PrintHeading wish={wish} onChange={onChange} />
      <TextField
        label={t({ id: 'print.purpose', message: 'Why is it printed?' })}
        description={
          <Trans id="print.purpose_help">
            Stands in the document and in the log. Do not write names here.
          </Trans>
        }
        maxLength={purpose_length_max}
        value={wish.purpose}
        onChange={(purpose) => onChange({ purpose })}
      />
      <TextField
        label={t({ id: 'print.file_name', message: 'Name of the file' })}
        description={
          <Trans id="print.file_name_help">
            Without one the file is named by the number of the record. Do not write names of people.
          </Trans>
        }
        maxLength={file_name_length_max}
        value={wish.fileName}
        onChange={(fileName) => onChange({ fileName })}
      />
    </>
  );
}

/** The headings that the deployment has agreed on, where there are some. */
function HeaderChoice({ wish, onChange }: Omit<PrintFieldProps, 'lacks'>) {
  const { t } = useLingui();
  const language = useLanguage();
  const lookup = useLookups()?.find((one) => one.unique_id === 'lookup-pdf-header');
  const offered = (lookup?.values ?? []).filter((one) => one.disabled !== true);
  if (offered.length === 0) return null;
  return (
    <Select
      label={t({ id: 'print.header_option', message: 'Heading of your organisation' })}
      choices={[
        { id: '', text: t({ id: 'print.header_none', message: 'None' }) },
        ...offered.map((one) => ({ id: one.id, text: pickText(one.display_text, language) })),
      ]}
      value={wish.headerOption}
      onChange={(headerOption) => onChange({ headerOption: headerOption ?? '' })}
    />
  );
}

function Extras({ wish, onChange, type }: Omit<PrintFieldProps, 'lacks'> & { type: RecordType }) {
  const { t } = useLingui();
  const user = useUser();
  const hasPhotos = can(user, type, 'view_photo');
  const hasHistory = can(user, type, 'change_log');
  const photos = { id: 'photos', text: t({ id: 'print.photos', message: 'Photos' }) };
  return (
    <>
      <CheckboxGroup
        label={t({ id: 'print.extras', message: 'Also print' })}
        choices={[
          {
            id: 'empty_fields',
            text: t({ id: 'print.empty', message: 'Questions without an answer' }),
          },
          ...(hasPhotos ? [photos] : []),
          { id: 'attachments', text: t({ id: 'print.files', message: 'Names of files' }) },
          {
            id: 'documents',
            text: t({
              id: 'print.documents',
              message: 'Documents of these forms, behind the record',
            }),
          },
          ...(hasHistory ? [{ id: 'history', text: t(history) }] : []),
          { id: 'watermark', text: t(watermark) },
        ]}
        value={[...wish.extras]}
        onChange={(extras) => onChange({ extras })}
      />
      <PrintLogos wish={wish} onChange={onChange} />
      <PrintSigners wish={wish} onChange={onChange} />
    </>
  );
}

/** The mark across every page, by itself: a list has no other extras. */
export function PrintMark({ wish, onChange }: Omit<PrintFieldProps, 'lacks'>) {
  const { t } = useLingui();
  return (
    <Checkbox
      isSelected={wish.extras.includes('watermark')}
      onChange={(isWanted) => onChange({ extras: isWanted ? ['watermark'] : [] })}
    >
      {t(watermark)}
    </Checkbox>
  );
}

/** Whose logos stand at the head of each page; offered where there are some. */
export function PrintLogos({ wish, onChange }: Omit<PrintFieldProps, 'lacks'>) {
  const { t } = useLingui();
  const user = useUser();
  const known = knownPublicInfo();
  const choices = [
    ...((known?.agencies ?? []).length > 0
      ? [
          {
            id: 'include_implementation_logos',
            text: t({ id: 'print.logos_implementation', message: 'Logos of this deployment' }),
          },
        ]
      : []),
    ...(user.agency_logo_full
      ? [
          {
            id: 'include_agency_logos',
            text: t({ id: 'print.logos_agency', message: 'Logo of my agency' }),
          },
        ]
      : []),
    ...((known?.agencies_logo_options ?? []).length > 0
      ? [
          {
            id: 'include_other_logos',
            text: t({ id: 'print.logos_other', message: 'Logos of partners' }),
          },
        ]
      : []),
  ];
  return choices.length === 0 ? null : (
    <CheckboxGroup
      label={t({ id: 'print.logos', message: 'Logos at the head of each page' })}
      choices={choices}
      value={[...wish.logos]}
      onChange={(logos) => onChange({ logos })}
    />
  );
}
