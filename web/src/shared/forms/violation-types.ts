/** The grave violations that are monitored, in the order of the reports. */
export const violation_types = [
  'killing',
  'maiming',
  'recruitment',
  'sexual_violence',
  'abduction',
  'attack_on_hospitals',
  'attack_on_schools',
  'military_use',
  'denial_humanitarian_access',
  'deprivation_liberty',
] as const;
export type ViolationType = (typeof violation_types)[number];
