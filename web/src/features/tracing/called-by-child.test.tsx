import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { caseId, fakeMatch, serveTracing, traceId, tracer } from '../../test/fake-tracing';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

it('does not call a mother somebody else who is called by the name of a child', async () => {
  const named = (case_value: string, told: object) => [
    {
      field_name: 'relation_name',
      case_value,
      trace_value: 'Umm Ahmad',
      match: 'mismatch',
      ...told,
    },
    { field_name: 'relation', case_value: 'mother', trace_value: 'mother', match: 'match' },
  ];
  const comparison = {
    case_to_trace: [],
    family_to_inquirer: [
      named('Fatima Hassan', { level: 'N', near: true }),
      named('Umm Khalid', { level: 'N' }),
    ],
  };
  const server = installFakeServer({ isSignedIn: true, user: tracer });
  serveTracing(server, [fakeMatch({ comparison })]);
  await renderApp({ server, isSignedIn: true, address: `/v2/matches/${traceId}/${caseId}` });
  const row = async (name: string) =>
    within(await screen.findByRole('table', { name })).getByRole('row', { name: /Umm Ahmad/ });
  expect(await row('Fatima Hassan')).toHaveTextContent(/may be the same$/);
  expect(await row('Umm Khalid')).toHaveTextContent(/differs$/);
});
