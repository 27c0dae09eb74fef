import { useQuery, useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { changeInterfaceSetting, interfaceSettingsQuery } from './interface-settings';
import { useUser } from './useSession';

/** One of the user's own settings, undefined when there is none, and the way to change it. */
export function useInterfaceSetting<const Schema extends v.GenericSchema>(
  key: string,
  schema: Schema,
) {
  const { id } = useUser();
  const queries = useQueryClient();
  const { data } = useQuery(interfaceSettingsQuery(id));
  const read = v.safeParse(schema, data[key]);
  const value: v.InferOutput<Schema> | undefined = read.success ? read.output : undefined;
  const change = (next: v.InferInput<Schema> | undefined) =>
    changeInterfaceSetting(queries, id, [key, next]);
  return [value, change] as const;
}
