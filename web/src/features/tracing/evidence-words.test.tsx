import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { caseId, fakeMatch, serveTracing, traceId, tracer } from '../../test/fake-tracing';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

it('evidence names the answer as its form does, in the language of the reader', async () => {
  const evidence = [
    {
      comparator: 'separation_date',
      level: 'month',
      weight_bits: 2,
      side: 'for',
      text: 'Within a month.',
      text_key: 'matching.evidence.date.for',
      fields: [['date_of_separation', 'date_of_separation']],
      values: [],
      family: false,
    },
  ];
  const server = installFakeServer({ isSignedIn: true, user: tracer });
  serveTracing(server, [fakeMatch({ evidence })]);
  const address = `/v2/matches/${traceId}/${caseId}`;
  await renderApp({ server, isSignedIn: true, address, language: 'ar' });
  expect(await screen.findByText(/تاريخ الانفصال: خلال شهر واحد/)).toBeVisible();
});
