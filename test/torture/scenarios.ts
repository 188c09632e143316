/** Every scenario, by the name that `npm run torture -- NAME` knows it by. */
import { clock } from './clock.ts';
import { damage } from './damage.ts';
import { disk } from './disk.ts';
import type { Scenario } from './figure.ts';
import { flood } from './flood.ts';
import { kill } from './kill.ts';
import { shares } from './shares.ts';
import { soak } from './soak.ts';

export const scenarios: Readonly<Record<string, Scenario>> = {
  kill,
  damage,
  clock,
  disk,
  flood,
  shares,
  soak,
};
