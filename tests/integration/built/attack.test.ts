import { afterAll, beforeAll, expect, test } from 'vitest';
import { ATTACKS } from '@/tests/attack/attacks';
import { runAttack } from '@/tests/attack/run-attack';
import { openStage, type Stage } from '@/tests/attack/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ markets: 300 });
});
afterAll(() => stage.close());

// How long readers wait, and whether the collector keeps up, is for `npm run test:attack`, on a machine at rest.
test.each(ATTACKS.filter(({ inSuite }) => inSuite))(
  'readers are answered, memory comes back and the server lives: $name',
  async (attack) => {
    expect((await runAttack(stage, attack)).faults).toEqual([]);
  },
);
