import type { Command, ParameterValue } from '../../../shared/management/command.ts'
import type { Configuration } from '../../../shared/management/configuration.ts'

type Fields = Record<string, unknown>
type Parameters = Record<string, ParameterValue>

/** What becomes of a configuration by these commands: a small model of Exchange, which refuses what Exchange refuses. */
export function carriedOut(configuration: Configuration, commands: readonly Command[]): Configuration {
  const after = structuredClone(configuration)
  for (const { cmdlet, parameters } of commands) {
    const carryOut = cmdlets[cmdlet]
    if (!carryOut) throw new Error(`${cmdlet} is not known here`)
    carryOut(after, { ...parameters })
  }
  return after
}

const cmdlets: Record<string, (after: Configuration, parameters: Parameters) => void> = {
  'Set-OrganizationConfig': (after, parameters) =>
    change(present(after.organizationConfig, 'organisation'), parameters),
  'Set-CASMailbox': (after, { Identity, ...parameters }) => change(named(after.casMailboxes, Identity), parameters),
  'Set-WebServicesVirtualDirectory': (after, { Identity, Force: _, ...parameters }) =>
    change(named(after.webServicesVirtualDirectories, Identity), parameters),
  'New-ThrottlingPolicy': (after, { Name, ...parameters }) => {
    const policies = present(after.throttlingPolicies, 'policies')
    if (policies.some(({ name }) => name === Name)) throw new Error(`there is a policy ${Name}`)
    policies.push({ identity: String(Name), name: String(Name) })
    change(present(policies.at(-1), 'policy'), parameters)
  },
  'Remove-ThrottlingPolicy': (after, { Identity }) => {
    if (after.throttlingPolicyAssociations?.some(({ throttlingPolicyId }) => throttlingPolicyId === Identity)) {
      throw new Error(`${Identity} is in use`)
    }
    const policy = named(after.throttlingPolicies, Identity)
    after.throttlingPolicies = after.throttlingPolicies?.filter((each) => each !== policy)
  },
  'Set-ThrottlingPolicyAssociation': (after, { Identity, ThrottlingPolicy }) => {
    const id = ThrottlingPolicy === null ? null : String(ThrottlingPolicy)
    if (id !== null && !after.throttlingPolicies?.some(({ name, identity }) => [name, identity].includes(id))) {
      throw new Error(`there is no policy ${id}`)
    }
    named(after.throttlingPolicyAssociations, Identity).throttlingPolicyId = id
  },
  'New-ManagementScope': (after, { Name, RecipientRestrictionFilter }) => {
    const scopes = present(after.managementScopes, 'scopes')
    if (scopes.some(({ name }) => name === Name)) throw new Error(`there is a scope ${Name}`)
    scopes.push({ name: String(Name), recipientFilter: String(RecipientRestrictionFilter) })
  },
  'Remove-ManagementScope': (after, { Identity }) => {
    if (after.managementRoleAssignments?.some((each) => each.customRecipientWriteScope === Identity)) {
      throw new Error(`${Identity} is in use`)
    }
    if (!after.managementScopes?.some(({ name }) => name === Identity)) throw new Error(`no scope ${Identity}`)
    after.managementScopes = after.managementScopes.filter(({ name }) => name !== Identity)
  },
  'New-ManagementRoleAssignment': (after, { Name, Role, User, CustomRecipientWriteScope }) => {
    const assignments = present(after.managementRoleAssignments, 'assignments')
    if (assignments.some(({ name }) => name === Name)) throw new Error(`there is an assignment ${Name}`)
    if (!after.managementScopes?.some(({ name }) => name === CustomRecipientWriteScope))
      throw new Error('no such scope')
    assignments.push({
      name: String(Name),
      role: String(Role),
      roleAssigneeName: String(User),
      enabled: true,
      customRecipientWriteScope: String(CustomRecipientWriteScope),
    })
  },
  'Remove-ManagementRoleAssignment': (after, { Identity }) => {
    if (!after.managementRoleAssignments?.some(({ name }) => name === Identity)) throw new Error('no such assignment')
    after.managementRoleAssignments = after.managementRoleAssignments.filter(({ name }) => name !== Identity)
  },
}

function change(target: object, parameters: Parameters): void {
  const fields = target as Fields
  for (const [parameter, value] of Object.entries(parameters)) {
    const property = parameter.charAt(0).toLowerCase() + parameter.slice(1)
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      fields[property] = value
      continue
    }
    const { add = [], remove = [] } = value as { add?: readonly string[]; remove?: readonly string[] }
    const list = present(fields[property], property) as string[]
    const known = list.map((entry) => entry.toLowerCase())
    if (add.some((entry) => known.includes(entry.toLowerCase()))) throw new Error(`${property} has ${add} already`)
    fields[property] = [...list.filter((entry) => !remove.includes(entry)), ...add]
  }
}

function named<T extends { identity: string }>(
  list: readonly T[] | undefined,
  identity: ParameterValue | undefined,
): T {
  const found = list?.filter((each) => each.identity === identity) ?? []
  if (found.length !== 1) throw new Error(`${String(identity)} is named by ${found.length}`)
  return present(found[0], 'object')
}

function present<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`nobody read ${what}`)
  return value
}

/** The same whatever the order of lists and objects, in which Exchange keeps neither. */
export function inAnyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inAnyOrder).toSorted((left, right) => (text(left) < text(right) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [name, inAnyOrder(each)] as const)
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  )
}

function text(value: unknown): string {
  return JSON.stringify(value)
}
