import type { Failure, FailureCode } from '../artifacts/failure.ts'

const ofResolvers: readonly FailureCode[] = ['resolver-unreachable', 'resolver-refused', 'dns-malformed']
const withoutConnection: readonly FailureCode[] = ['connection-timed-out', 'connection-refused', 'host-unreachable']

/** Whether it is a failure of DNS as this machine sees it, which says nothing of whoever has the name. */
export function isOfResolver({ code }: Pick<Failure, 'code'>): boolean {
  return ofResolvers.includes(code)
}

/**
 * Whether no TCP connection came about; where one did, something answers in the server's place. A firewall that leads
 * nobody from the inside to its own outer address looks like that.
 */
export function isWithoutConnection({ code }: Pick<Failure, 'code'>): boolean {
  return withoutConnection.includes(code)
}
