import type { Finding } from '../checks/finding.ts'

const placeKeys = ['url', 'server', 'name', 'host', 'address', 'mailbox', 'domain', 'username']

/** Where a finding was made, from its evidence: an address, a name, a server; undefined when it names none. */
export function placeOf(finding: Pick<Finding, 'evidence'>): string | undefined {
  for (const key of placeKeys) {
    const value = finding.evidence[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}
