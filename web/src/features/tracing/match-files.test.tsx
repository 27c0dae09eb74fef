import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { LanguageProvider } from '../../shared/i18n/LanguageProvider';
import { setFieldMode } from '../../shared/wire/connection';
import { MatchFiles } from './MatchFiles';

it('asks for no photo and no recording while nothing may be sent', () => {
  const file = (id: number) => ({ id, attachment_url: `/files/${id}`, file_name: 'a.jpg' });
  const { container } = render(
    <LanguageProvider>
      <MatchFiles photos={[file(1)]} sounds={[file(2)]} />
    </LanguageProvider>,
  );
  expect(screen.getByRole('img', { name: 'Photo a.jpg' })).toBeInTheDocument();
  expect(container.querySelector('audio')).not.toBeNull();
  act(() => setFieldMode(true));
  expect(screen.queryByRole('img', { name: 'Photo a.jpg' })).not.toBeInTheDocument();
  expect(container.querySelector('audio')).toBeNull();
});
