import { useParams } from '@tanstack/react-router';

/** A record, to read or to edit (the address ends in `/edit`). */
export function RecordScreen() {
  const { id } = useParams({ strict: false });
  return <h1>{id}</h1>;
}
