import { useParams } from '@tanstack/react-router';

/** A new record; `readHandover()` gives what search-before-create already knows. */
export function RecordCreateScreen() {
  const { module } = useParams({ strict: false });
  return <h1>{module}</h1>;
}
