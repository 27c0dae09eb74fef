import { useQuery } from '@tanstack/react-query';
import * as v from 'valibot';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { call } from '../../shared/wire/client';
import { record, RecordType } from '../../shared/wire/records';

const found = v.object({ data: v.array(record) });

/** The signs of codes: those that are not taken for each other. Scanned ones have a prefix. */
const code_shape = /^\s*(?:amparo:referral\/)?(?:[2-9٢-٩۲-۹BCDFGHJKMNPQRSTVWXZ][\s\p{Pd}]*){8}$/iu;

/** Whether this may be the hand-over code of a referral out of the system. */
export function mayBeHandOverCode(typed: string): boolean {
  return code_shape.test(typed);
}

/** The cases of a code that somebody outside says; asked only for what may be one. */
export function useHandOvers(typed: string) {
  const user = useUser();
  const code = typed.replace(/\p{Pd}/gu, '-');
  return useQuery({
    enabled: mayBeHandOverCode(code) && can(user, RecordType.case, 'read'),
    queryKey: [RecordType.case, 'hand-over', code],
    queryFn: async ({ signal }) => {
      const body = { data: { hand_over_code: code } };
      const options = { method: 'POST', body, signal } as const;
      return (await call('/cases/referrals/lookup', found, options)).data;
    },
  });
}
