import * as v from 'valibot';
import { call } from '../../../shared/wire/client';
import type { Arrangement } from './arrangement';

const roles = v.object({
  data: v.array(v.looseObject({ unique_id: v.string(), name: v.string() })),
});

export async function fetchRoleNames({ signal }: { signal: AbortSignal }) {
  return (await call('/roles', roles, { signal })).data;
}

/** Null takes the preset of the role away. */
export async function sendPreset(role: string, preset: Arrangement | null): Promise<void> {
  const data = { home_presets: { [role]: preset } };
  await call('/system_settings', v.unknown(), { method: 'PATCH', body: { data } });
}
