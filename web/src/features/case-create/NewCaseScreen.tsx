import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { settingsQuery } from '../../shared/definitions/definitions';
import { useUser } from '../../shared/session/useSession';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Fetched } from '../../shared/ui/Fetched';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { ConsentStep } from './ConsentStep';
import { creatableModules, stepsBefore, type IntakeStep } from './intake-steps';
import { ModuleStep } from './ModuleStep';
import { SearchStep } from './SearchStep';
import { useContinue } from './useContinue';
import './NewCaseScreen.css';

/** Few programmes have templates. */
const TemplateStep = lazy(() => import('./TemplateStep'));

/** Before a case is registered: which programme, is the child known already, what is agreed. */
export function NewCaseScreen() {
  const { t } = useLingui();
  const user = useUser();
  const settings = useQuery(settingsQuery);
  const modules = creatableModules(settings.data?.modules ?? [], user.module_unique_ids);
  return (
    <div className="stack intake">
      <PageHeading title={t({ id: 'intake.title', message: 'New case' })} />
      {settings.isPending ? <Skeleton lines={4} /> : null}
      {settings.isError ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : null}
      {settings.data ? <Intake modules={modules} /> : null}
    </div>
  );
}

function Intake({ modules }: { modules: ReturnType<typeof creatableModules> }) {
  const only = modules.length === 1 ? modules[0] : undefined;
  const [chosen, setChosen] = useState<string>();
  const module = modules.find((candidate) => candidate.unique_id === chosen) ?? only;
  return module === undefined ? (
    <ModuleStep modules={modules} onChoose={setChosen} />
  ) : (
    <StepsOfModule key={module.unique_id} module={module} />
  );
}

function StepsOfModule({ module }: { module: ReturnType<typeof creatableModules>[number] }) {
  const steps = stepsBefore(module);
  const [done, setDone] = useState<readonly IntakeStep[]>([]);
  const step = steps.find((candidate) => !done.includes(candidate));
  const handover = useContinue(module.unique_id, step === undefined);
  switch (step) {
    case 'search':
      return (
        <SearchStep
          module={module}
          onContinue={(values) => {
            handover.add(values);
            setDone([...done, 'search']);
          }}
        />
      );
    case 'template':
      return (
        <Fetched fallback={<Skeleton lines={4} />}>
          <TemplateStep
            module={module}
            onContinue={(values) => {
              handover.addBelow(values);
              setDone([...done, 'template']);
            }}
          />
        </Fetched>
      );
    case 'consent':
      return (
        <ConsentStep
          module={module}
          onContinue={(values) => {
            handover.add(values);
            setDone([...done, 'consent']);
          }}
        />
      );
    default:
      return <Skeleton lines={4} />;
  }
}
