import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pool, schedule } from './schedule.mjs';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function runAll(stages, outcomeOf = () => ({ passed: 1, failed: 0 })) {
  const seen = { order: [], most: 0 };
  let cores = 0;
  const outcomes = await schedule(stages, {
    cores: 2,
    report: () => {},
    start: async (stage) => {
      seen.order.push(stage.name);
      cores += stage.cores ?? 1;
      seen.most = Math.max(seen.most, cores);
      await wait(5);
      cores -= stage.cores ?? 1;
      return outcomeOf(stage);
    },
  });
  return { ...seen, outcomes };
}

test('stages share the cores and never take more than there are', async () => {
  const stages = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
  stages.push({ name: 'wide', cores: 2 });
  const { order, most, outcomes } = await runAll(stages);
  assert.deepEqual(order, ['a', 'b', 'c', 'd', 'wide']);
  assert.equal(most, 2);
  assert.equal(outcomes.size, 5);
});

test('a stage waits for what it needs', async () => {
  const { order } = await runAll([{ name: 'late', needs: ['early'] }, { name: 'early' }]);
  assert.deepEqual(order, ['early', 'late']);
});

test('what needs a failed stage is not run and counts as failed; the rest runs', async () => {
  const stages = [
    { name: 'build' },
    { name: 'unit', needs: ['build'] },
    { name: 'more', needs: ['unit'] },
    { name: 'other' },
  ];
  const { order, outcomes } = await runAll(stages, ({ name }) =>
    name === 'build' ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 },
  );
  assert.deepEqual(order, ['build', 'other']);
  assert.equal(outcomes.get('unit').failed, 1);
  assert.equal(outcomes.get('more').failed, 1);
  assert.equal(outcomes.get('other').failed, 0);
});

test('a need that was not chosen does not hold a stage back', async () => {
  const { order } = await runAll([{ name: 'unit', needs: ['build'] }]);
  assert.deepEqual(order, ['unit']);
});

test('the pool keeps the order of results and its width', async () => {
  let active = 0;
  let most = 0;
  const tasks = [30, 5, 10].map((ms) => async () => {
    most = Math.max(most, ++active);
    await wait(ms);
    active--;
    return ms;
  });
  assert.deepEqual(await pool(tasks, 2), [30, 5, 10]);
  assert.equal(most, 2);
});
