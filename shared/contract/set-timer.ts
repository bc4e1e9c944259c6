/** Calls back once after so many milliseconds; what it returns takes the timer back. Injected, so that tests need not wait. */
export type SetTimer = (callback: () => void, milliseconds: number) => () => void

/** The timer of the platform: Node and browsers have the same. */
export const setPlatformTimer: SetTimer = (callback, milliseconds) => {
  const timer = setTimeout(callback, milliseconds)
  return () => clearTimeout(timer)
}
