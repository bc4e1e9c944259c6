/** What ActiveSync alone answers, or what has a meaning of its own whoever answers. */
const OF_ACTIVE_SYNC = [401, 404, 449, 451, 456, 457, 507]

/**
 * What something in front of Exchange says by an answer of its own: that it does not let the request through, or that
 * it reaches no server. 501 is how some refuse a method. Undefined for what says neither.
 */
export function saidInFront(httpStatus: number): 'refused-in-front' | 'gateway-error' | undefined {
  if (httpStatus < 400 || OF_ACTIVE_SYNC.includes(httpStatus)) return undefined
  return httpStatus < 500 || httpStatus === 501 ? 'refused-in-front' : 'gateway-error'
}
