/**
 * Work that begins while other work goes on, at most so much of it at once. The first failure is told as soon as it
 * comes, and thrown by whatever is asked next.
 */
export function createFollowUps(most: number, onFailure: () => void) {
  const underWay = new Set<Promise<void>>()
  let failure: { error: unknown } | undefined
  const throwFailure = () => {
    if (failure) throw failure.error
  }
  return {
    /** Begins it as soon as there is a place, and does not wait for its end. */
    async add(work: () => Promise<void>): Promise<void> {
      while (underWay.size >= most) await Promise.race(underWay)
      throwFailure()
      const place = work()
        .catch((error: unknown) => {
          failure ??= { error }
          onFailure()
        })
        .finally(() => underWay.delete(place))
      underWay.add(place)
    },
    /** Waits for all of it. */
    async end(): Promise<void> {
      await Promise.all(underWay)
      throwFailure()
    },
    /** Waits for all of it, whatever comes of it. */
    async settled(): Promise<void> {
      await Promise.all(underWay)
    },
  }
}
