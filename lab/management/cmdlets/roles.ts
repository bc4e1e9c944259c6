import { FilterRefusal, readRecipientFilter } from '../../exchange/recipient-filter.ts'
import type { ImpersonationRights, ManagementScope, RoleAssignment } from '../../settings/impersonation.ts'
import { ScriptRefusal } from '../script-refusal.ts'
import { blankText, type Cmdlet, flag, reading, text, toggle } from './cmdlet.ts'
import { newName } from './new-name.ts'

const ROLE = 'ApplicationImpersonation'

/** Who may act for whom. */
export const roleCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-ManagementRoleAssignment': reading(
    { Identity: text, Role: text, RoleAssignee: text, GetEffectiveUsers: toggle },
    (given, { organisation }) => {
      if (given.has('Identity')) assignmentOf(given.required('Identity'), organisation.impersonation)
      if (given.has('Role')) checkRole(given.required('Role'))
    },
  ),
  'New-ManagementRoleAssignment': {
    parameters: { Name: text, Role: text, User: text, CustomRecipientWriteScope: text },
    prepare: (given, { organisation: { impersonation }, people }) => {
      checkRole(given.required('Role'))
      const { account } = people.person(given.required('User'))
      const name = newName(given, impersonation.assignments, `${ROLE}-${account}`)
      const scope = given.has('CustomRecipientWriteScope')
        ? scopeOf(given.required('CustomRecipientWriteScope'), impersonation).name
        : undefined
      const made: RoleAssignment = { name, assignee: { account }, delegates: false, enabled: true, scope }
      return { target: name, act: () => impersonation.assignments.push(made) }
    },
  },
  'Set-ManagementRoleAssignment': {
    parameters: {
      Identity: text,
      CustomRecipientWriteScope: blankText,
      RecipientRelativeWriteScope: { takes: 'choice', of: ['Organization'] },
      Enabled: flag,
    },
    prepare: (given, { organisation: { impersonation } }) => {
      const assignment = assignmentOf(given.required('Identity'), impersonation)
      const wanted = given.text('CustomRecipientWriteScope')
      if (wanted !== undefined && given.has('RecipientRelativeWriteScope')) {
        const said = 'CustomRecipientWriteScope and RecipientRelativeWriteScope are not of one parameter set.'
        throw new ScriptRefusal('script', said)
      }
      const custom = typeof wanted === 'string' ? scopeOf(wanted, impersonation).name : undefined
      const isScoped = wanted !== undefined || given.has('RecipientRelativeWriteScope')
      const scope = isScoped ? custom : assignment.scope
      const enabled = given.flag('Enabled') ?? assignment.enabled
      return { target: assignment.name, act: () => Object.assign(assignment, { scope, enabled }) }
    },
  },
  'Remove-ManagementRoleAssignment': {
    parameters: { Identity: text },
    asks: true,
    prepare: (given, { organisation: { impersonation } }) => {
      const assignment = assignmentOf(given.required('Identity'), impersonation)
      return {
        target: assignment.name,
        act: () => impersonation.assignments.splice(impersonation.assignments.indexOf(assignment), 1),
      }
    },
  },
  'Get-ManagementScope': reading({ Identity: text }, (given, { organisation }) => {
    if (given.has('Identity')) scopeOf(given.required('Identity'), organisation.impersonation)
  }),
  'New-ManagementScope': {
    parameters: { Name: text, RecipientRestrictionFilter: text },
    prepare: (given, { organisation: { impersonation } }) => {
      const name = newName(given, impersonation.scopes)
      const filter = checkedFilter(given.required('RecipientRestrictionFilter'))
      return { target: name, act: () => impersonation.scopes.push({ name, filter, exclusive: false }) }
    },
  },
  'Set-ManagementScope': {
    parameters: { Identity: text, RecipientRestrictionFilter: text },
    prepare: (given, { organisation: { impersonation } }) => {
      const scope = scopeOf(given.required('Identity'), impersonation)
      const filter = given.has('RecipientRestrictionFilter')
        ? checkedFilter(given.required('RecipientRestrictionFilter'))
        : scope.filter
      return { target: scope.name, act: () => Object.assign(scope, { filter }) }
    },
  },
  'Remove-ManagementScope': {
    parameters: { Identity: text },
    asks: true,
    prepare: (given, { organisation: { impersonation } }) => {
      const scope = scopeOf(given.required('Identity'), impersonation)
      const user = impersonation.assignments.find((assignment) => assignment.scope === scope.name)
      if (user) {
        const said = `The scope "${scope.name}" can't be removed, because the role assignment "${user.name}" has it.`
        throw new ScriptRefusal('exchange', said)
      }
      return { target: scope.name, act: () => impersonation.scopes.splice(impersonation.scopes.indexOf(scope), 1) }
    },
  },
}

function checkRole(role: string): void {
  if (role.toLowerCase() === ROLE.toLowerCase()) return
  throw new ScriptRefusal('exchange', `The management role "${role.slice(0, 100)}" is not one that the lab has.`)
}

function checkedFilter(filter: string): string {
  try {
    readRecipientFilter(filter)
    return filter
  } catch (error) {
    if (!(error instanceof FilterRefusal)) throw error
    throw new ScriptRefusal('exchange', `RecipientRestrictionFilter ${error.message}.`)
  }
}

function assignmentOf(identity: string, { assignments }: ImpersonationRights): RoleAssignment {
  return named(identity, assignments, 'management role assignment')
}

function scopeOf(identity: string, { scopes }: ImpersonationRights): ManagementScope {
  return named(identity, scopes, 'management scope')
}

function named<T extends { name: string }>(identity: string, all: readonly T[], kind: string): T {
  const found = all.find(({ name }) => name.toLowerCase() === identity.toLowerCase())
  if (found) return found
  throw new ScriptRefusal('exchange', `The ${kind} "${identity.slice(0, 100)}" couldn't be found.`)
}
