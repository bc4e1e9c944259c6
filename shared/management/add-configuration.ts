import type { Configuration, ConfigurationPart } from './configuration.ts'

/** By what an entry of each list is known; in small letters. */
const keys: { readonly [P in ConfigurationPart]: (entry: never) => string } = {
  organizationConfig: () => '',
  casMailboxes: identityOf,
  webServicesVirtualDirectories: identityOf,
  throttlingPolicies: identityOf,
  throttlingPolicyAssociations: identityOf,
  managementRoleAssignments: ({ name, effectiveUserName }: { name: string; effectiveUserName?: string | null }) =>
    `${name}\n${effectiveUserName ?? ''}`,
  managementScopes: ({ name }: { name: string }) => name,
  exchangeServers: ({ name }: { name: string }) => name,
}

/**
 * Two readings as one: an entry of the later stands in the place of an earlier one of the same identity, and others are
 * added. So an organisation can be told by several files, such as one for each of its servers.
 */
export function addConfiguration(earlier: Configuration, later: Configuration): Configuration {
  const added: Partial<Record<ConfigurationPart, unknown>> = { ...earlier, ...later }
  for (const part of Object.keys(later) as ConfigurationPart[]) {
    const [before, after] = [earlier[part], later[part]]
    if (Array.isArray(before) && Array.isArray(after)) {
      added[part] = united(before, after, keys[part] as (entry: unknown) => string)
    }
  }
  return added as Configuration
}

function united(before: readonly unknown[], after: readonly unknown[], keyOf: (entry: unknown) => string): unknown[] {
  const byKey = new Map(before.map((entry) => [keyOf(entry).toLowerCase(), entry]))
  for (const entry of after) byKey.set(keyOf(entry).toLowerCase(), entry)
  return [...byKey.values()]
}

function identityOf({ identity }: { identity: string }): string {
  return identity
}
