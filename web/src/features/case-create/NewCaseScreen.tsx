import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { settingsQuery } from '../../shared/definitions/definitions';
import { useUser } from '../../shared/session/useSession';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { ConsentStep } from './ConsentStep';
import { creatableModules, stepsBefore, type IntakeStep } from './intake-steps';
import { ModuleStep } from './ModuleStep';
import { SearchStep } from './SearchStep';
import { useContinue } from './useContinue';
import './NewCaseScreen.css';

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
