import * as v from 'valibot';

const text = v.optional(v.nullable(v.string()));

/** Whom to ask for help in this deployment. */
export const contactInformation = v.object({
  data: v.looseObject({
    name: text,
    organization: text,
    position: text,
    phone: text,
    email: text,
    location: text,
    support_forum: text,
    other_information: text,
    system_version: text,
  }),
});
export type ContactInformation = v.InferOutput<typeof contactInformation>['data'];
