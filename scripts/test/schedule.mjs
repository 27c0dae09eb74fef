/**
 * Runs stages in their order, several at a time as long as their cores fit the machine. A stage
 * whose needs failed is not run and counts as one failure. `start` gives the stage's outcome
 * {passed, failed}; `report` hears of every end.
 */
export async function schedule(stages, { cores, start, report }) {
  const outcomes = new Map();
  const waiting = [...stages];
  const active = new Map();
  let free = cores;

  const finish = (stage, outcome) => {
    outcomes.set(stage.name, outcome);
    report(stage, outcome);
  };
  const known = new Set(stages.map((stage) => stage.name));
  const needsOf = (stage) => (stage.needs ?? []).filter((name) => known.has(name));

  const startWhatFits = () => {
    for (const stage of [...waiting]) {
      const needs = needsOf(stage);
      const failedNeed = needs.find((name) => outcomes.get(name)?.failed > 0);
      const weight = Math.min(stage.cores ?? 1, cores);
      if (failedNeed) {
        waiting.splice(waiting.indexOf(stage), 1);
        finish(stage, { passed: 0, failed: 1, seconds: 0, why: `needs ${failedNeed}` });
        return startWhatFits();
      }
      if (!needs.every((name) => outcomes.has(name))) continue;
      // A wide stage is not overtaken for ever by narrow ones that come after it.
      if (weight > free) break;
      waiting.splice(waiting.indexOf(stage), 1);
      free -= weight;
      active.set(
        stage.name,
        start(stage).then((outcome) => {
          free += weight;
          active.delete(stage.name);
          finish(stage, outcome);
        }),
      );
    }
  };

  startWhatFits();
  while (active.size > 0) {
    await Promise.race(active.values());
    startWhatFits();
  }
  return outcomes;
}

/** Runs the tasks, at most `width` at a time, and gives their results in order. */
export async function pool(tasks, width) {
  const results = new Array(tasks.length);
  let next = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const index = next++;
      results[index] = await tasks[index]();
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, tasks.length) }, worker));
  return results;
}
