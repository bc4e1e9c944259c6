import { type Failure, type FailureCode, isBrokenOff, isOfProxy } from '../artifacts/failure.ts'

const ofResolvers: readonly FailureCode[] = ['resolver-unreachable', 'resolver-refused', 'dns-malformed']
const withoutConnection: readonly FailureCode[] = ['connection-timed-out', 'connection-refused', 'host-unreachable']

/** Whether it is a failure of DNS as this machine sees it, which says nothing of whoever has the name. */
export function isOfResolver({ code }: Pick<Failure, 'code'>): boolean {
  return ofResolvers.includes(code)
}

const silent: readonly FailureCode[] = ['connection-timed-out', 'response-timed-out']

/**
 * Whether it may have come by chance, or be so for this machine alone: a connection that was broken off, that nothing came
 * back on in time, or that a proxy did not open.
 */
export function isByChance(failure: Pick<Failure, 'code' | 'detail'>): boolean {
  const { code, detail } = failure
  if (isBrokenOff(failure) || isOfProxy(failure) || silent.includes(code)) return true
  return code === 'tls-failed' && detail === 'no answer in time'
}

/**
 * Whether no TCP connection came about; where one did, something answers in the server's place. A firewall that leads
 * nobody from the inside to its own outer address looks like that.
 */
export function isWithoutConnection({ code }: Pick<Failure, 'code'>): boolean {
  return withoutConnection.includes(code)
}
