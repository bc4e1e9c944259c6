import { eachInSteps, inOneGo, type Steps } from '../steps/steps.ts'
import type { CasMailbox, Configuration, ConfigurationPart } from './configuration.ts'
import type { MobileDevice, MobileDeviceStatistics } from './mobile-configuration.ts'

/** By what an entry of each list is known. */
const keys: { readonly [P in ConfigurationPart]: (entry: never) => string | readonly string[] } = {
  organizationConfig: () => '',
  casMailboxes: namesOf,
  webServicesVirtualDirectories: identityOf,
  throttlingPolicies: identityOf,
  throttlingPolicyAssociations: identityOf,
  managementRoleAssignments: ({ name, effectiveUserName }: { name: string; effectiveUserName?: string | null }) =>
    `${name}\n${effectiveUserName ?? ''}`,
  managementScopes: ({ name }: { name: string }) => name,
  exchangeServers: ({ name }: { name: string }) => name,
  mobileDevices: deviceNamesOf,
  mobileDeviceStatistics: deviceNamesOf,
  activeSyncDeviceAccessRules: identityOf,
  activeSyncOrganizationSettings: () => '',
  mobileDeviceMailboxPolicies: identityOf,
}

/**
 * Two readings as one: an entry of the later stands in the place of an earlier one of the same identity, and others are
 * added. So an organisation can be told by several files, such as one for each of its servers.
 */
export function addConfiguration(earlier: Configuration, later: Configuration): Configuration {
  return inOneGo(addConfigurationInSteps(earlier, later))
}

/** The same, with other work between. */
export function* addConfigurationInSteps(earlier: Configuration, later: Configuration): Steps<Configuration> {
  const added: Partial<Record<ConfigurationPart, unknown>> = { ...earlier, ...later }
  for (const part of Object.keys(later) as ConfigurationPart[]) {
    const [before, after] = [earlier[part], later[part]]
    if (Array.isArray(before) && Array.isArray(after)) {
      added[part] = yield* united(before, after, keys[part] as (entry: unknown) => string | readonly string[])
    }
  }
  return added as Configuration
}

function* united(
  before: readonly unknown[],
  after: readonly unknown[],
  keyOf: (entry: unknown) => string | readonly string[],
): Steps<unknown[]> {
  const keysOf = (entry: unknown): string[] => {
    const key = keyOf(entry)
    return typeof key === 'string' ? [key.toLowerCase()] : key.map((each) => each.toLowerCase())
  }
  const all: unknown[] = []
  const places = new Map<string, number>()
  /** Where one went that was taken for another until an entry had the names of both. */
  const moved = new Map<number, number>()
  const placeOf = (key: string): number | undefined => {
    let place = places.get(key)
    for (let next = place; next !== undefined; next = moved.get(next)) place = next
    return place
  }
  const take = (entry: unknown) => {
    const keys = keysOf(entry)
    const known = new Set(keys.map(placeOf).filter((place) => place !== undefined))
    const [place = all.length] = known
    for (const other of known) {
      all[other] = undefined
      if (other !== place) moved.set(other, place)
    }
    all[place] = entry
    for (const key of keys) places.set(key, place)
  }
  yield* eachInSteps(before, take)
  yield* eachInSteps(after, take)
  return all.filter((entry) => entry !== undefined)
}

function identityOf({ identity }: { identity: string }): string {
  return identity
}

/** One file calls a mailbox by its address and another by its place in the directory. */
function namesOf({ identity, primarySmtpAddress, distinguishedName, guid }: CasMailbox): string[] {
  return [identity, primarySmtpAddress, distinguishedName, guid].filter((name) => typeof name === 'string')
}

/** One file calls a device by its place in the directory, and another by the number that it has there. */
function deviceNamesOf({ identity, guid }: MobileDevice | MobileDeviceStatistics): string[] {
  return [identity, guid].filter((name) => typeof name === 'string')
}
