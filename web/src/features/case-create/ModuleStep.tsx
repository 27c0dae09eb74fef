import { Trans } from '@lingui/react/macro';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import type { PrimeroModule } from '../../shared/wire/settings';

interface ModuleStepProps {
  modules: readonly PrimeroModule[];
  onChoose: (id: string) => void;
}

/** Which programme the case belongs to, where there are several. */
export function ModuleStep({ modules, onChoose }: ModuleStepProps) {
  return modules.length === 0 ? (
    <EmptyState
      title={<Trans id="intake.no_module">Your role has no programme with cases.</Trans>}
    />
  ) : (
    <section className="panel stack" aria-labelledby="intake-module">
      <h2 id="intake-module">
        <Trans id="intake.module">Which programme does the case belong to?</Trans>
      </h2>
      {modules.map((module) => (
        <Button key={module.unique_id} onPress={() => onChoose(module.unique_id)}>
          <bdi>{module.name}</bdi>
        </Button>
      ))}
    </section>
  );
}
