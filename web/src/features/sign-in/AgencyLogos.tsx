import { knownPublicInfo } from '../../shared/session/session';

/** Whose deployment this is: so that people know that they are at the right door. */
export function AgencyLogos() {
  const agencies = (knownPublicInfo()?.agencies ?? []).filter(({ logo_full }) => logo_full);
  return agencies.length === 0 ? null : (
    <div className="door-logos">
      {agencies.map(({ unique_id, name, logo_full }) => (
        <img key={unique_id} src={logo_full ?? ''} alt={name} height={48} />
      ))}
    </div>
  );
}
