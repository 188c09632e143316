/**
 * What something costs the processor, in milliseconds of its time, whoever else has it meanwhile. It tells work that
 * grows with the square of its input, and takes minutes, from work that grows with the input: ask for a bound between
 * the two that is far from both.
 */
export function effortMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
