import type * as v from 'valibot';
import { expectTypeOf, it } from 'vitest';
import type { formSection, field } from './forms';
import type { paths, components } from './generated/api';
import type { location, lookup } from './lookups';
import type { publicInfo, systemSettings } from './settings';
import type { extendedUser, sessionUser } from './user';

type Schemas = components['schemas'];

/** The contract marks few members as required; here each is taken as present. */
type Whole<T> = T extends readonly (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Whole<T[Key]> }
    : T;

// Checked by the type checker, against types made from api/openapi.yaml: whatever the contract lets
// the server send, our schemas take.
it('our schemas accept everything the contract promises', () => {
  expectTypeOf<Schemas['SessionUser']>().toExtend<v.InferInput<typeof sessionUser>>();
  expectTypeOf<Whole<Schemas['UserExtended']>>().toExtend<v.InferInput<typeof extendedUser>>();
  expectTypeOf<Whole<Schemas['PublicInfo']>>().toExtend<v.InferInput<typeof publicInfo>>();
  expectTypeOf<Whole<Schemas['SystemSettings']>>().toExtend<v.InferInput<typeof systemSettings>>();
  expectTypeOf<Schemas['Field']>().toExtend<v.InferInput<typeof field>>();
  expectTypeOf<Schemas['FormSection']>().toExtend<v.InferInput<typeof formSection>>();
  expectTypeOf<Schemas['Lookup']>().toExtend<v.InferInput<typeof lookup>>();
  expectTypeOf<Schemas['Location']>().toExtend<v.InferInput<typeof location>>();
});

it('the contract has the endpoints we call', () => {
  expectTypeOf<paths>().toHaveProperty('/api/v2/primero');
  expectTypeOf<paths>().toHaveProperty('/api/v2/tokens');
  expectTypeOf<paths>().toHaveProperty('/api/v2/users/{id}');
  expectTypeOf<paths>().toHaveProperty('/api/v2/system_settings');
  expectTypeOf<paths>().toHaveProperty('/api/v2/forms');
  expectTypeOf<paths>().toHaveProperty('/api/v2/lookups');
  expectTypeOf<paths>().toHaveProperty('/api/v2/locations');
  expectTypeOf<paths>().toHaveProperty('/api/v2/contact_information');
  expectTypeOf<paths>().toHaveProperty('/api/v2/cases');
});
