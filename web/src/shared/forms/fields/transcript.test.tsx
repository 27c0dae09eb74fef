import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { activateLanguage } from '../../i18n/language';
import type { FormStore } from '../engine/store';
import { testField, testForm } from '../testing';
import { attachmentChanges } from './attachments';
import { TestForm } from './TestForm';

const field = testField({
  name: 'recorded_audio',
  type: 'audio_upload_box',
  display_name: { en: 'Recorded audio' },
});
const sound = {
  id: 9,
  field_name: 'recorded_audio',
  file_name: 'voice.mp3',
  attachment_url: '/api/v2/cases/1/attachments/9',
  comments: 'My name is Amina.',
};
const label = 'What is said (transcript)';

beforeEach(() => activateLanguage('en'));

describe('a recording', () => {
  it('has words for whoever cannot hear it', async () => {
    const form = testForm('sounds', [field]);
    render(<TestForm form={form} mode="view" values={{ recorded_audio: [sound] }} />);
    expect(await screen.findByText(label)).toBeVisible();
    expect(screen.getByText('My name is Amina.')).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('takes them, to be sent as a change of the file alone', async () => {
    let store: FormStore | undefined;
    const form = testForm('sounds', [field]);
    render(
      <TestForm
        form={form}
        values={{ recorded_audio: [{ ...sound, comments: null }] }}
        onStore={(made) => (store = made)}
      />,
    );
    await userEvent.type(await screen.findByRole('textbox', { name: label }), 'Hello');
    const made = store ?? expect.unreachable();
    expect(attachmentChanges([field], made.initial, made.values)).toEqual([
      { kind: 'change', id: '9', changes: { comments: 'Hello' } },
    ]);
  });
});
