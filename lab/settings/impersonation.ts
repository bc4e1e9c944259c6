/** Get-ManagementRoleAssignment, of the role ApplicationImpersonation. */
export interface RoleAssignment {
  name: string
  /** An account, or a role group of which nobody in the lab is a member. */
  assignee: { account: string } | { roleGroup: string }
  /** It gives the right to assign the role, and not the role. */
  delegates: boolean
  enabled: boolean
  /** The name of a management scope; every mailbox where there is none. */
  scope: string | undefined
}

/** Get-ManagementScope. */
export interface ManagementScope {
  name: string
  /** OPATH, as RecipientRestrictionFilter has it. */
  filter: string
  exclusive: boolean
}

/** Who may act for others over EWS. */
export interface ImpersonationRights {
  assignments: RoleAssignment[]
  scopes: ManagementScope[]
}

/** What setup makes: administrators may hand the role out. It lets nobody act for anybody. */
function madeBySetup(): RoleAssignment {
  const roleGroup = 'Organization Management'
  const name = `ApplicationImpersonation-${roleGroup}-Delegating`
  return { name, assignee: { roleGroup }, delegates: true, enabled: true, scope: undefined }
}

/** The assignment by which alice may act for others: for everybody, or for the mailboxes of a scope. */
export function impersonationRights(alice: 'none' | 'everybody' | ManagementScope): ImpersonationRights {
  if (alice === 'none') return { assignments: [madeBySetup()], scopes: [] }
  const scope = alice === 'everybody' ? undefined : alice
  const own: RoleAssignment = {
    name: 'ApplicationImpersonation-alice',
    assignee: { account: 'alice' },
    delegates: false,
    enabled: true,
    scope: scope?.name,
  }
  return { assignments: [madeBySetup(), own], scopes: scope ? [scope] : [] }
}
