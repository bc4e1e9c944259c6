/** How long some work takes, in whole milliseconds. */
export async function measure(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return Math.round(performance.now() - began)
}
