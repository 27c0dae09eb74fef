import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { activateLanguage } from '../../i18n/language';
import { testField, testForm } from '../testing';
import { TestForm } from './TestForm';

const papers = testField({
  name: 'papers',
  type: 'document_upload_box',
  display_name: { en: 'Papers' },
});
const values = { papers: [{ id: 3, file_name: 'order.pdf', attachment_url: '/files/3' }] };

describe('what is known of a document', () => {
  beforeEach(() => activateLanguage('en'));

  for (const hasNoCurrentDocument of [false, true]) {
    const says = hasNoCurrentDocument ? 'says no word of' : 'says whether it is';
    it(`${says} the current one`, async () => {
      const form = testForm('files', [papers]);
      render(<TestForm form={form} values={values} page={{ hasNoCurrentDocument }} />);
      expect(await screen.findByRole('textbox', { name: 'Comments' })).toBeVisible();
      const box = screen.queryByRole('checkbox', { name: 'This is the current document' });
      expect(box === null).toBe(hasNoCurrentDocument);
    });
  }
});
