import type { Configuration, ThrottlingPolicy, ThrottlingPolicyAssociation } from '../management/configuration.ts'
import { type MailboxIndex, nameOfIdentity, namesOfAccount } from './mailbox-index.ts'

/** Which policy an account is given, by whatever the account is called there; undefined where two could be meant. */
export function associationOf(
  { throttlingPolicyAssociations }: Configuration,
  account: string,
  index: MailboxIndex,
): ThrottlingPolicyAssociation | undefined {
  const names = namesOfAccount(account, index.find(account))
  const found = throttlingPolicyAssociations?.filter(({ identity, name }) =>
    [identity, nameOfIdentity(identity), name].some((each) => each && names.has(each.toLowerCase())),
  )
  return found?.length === 1 ? found[0] : undefined
}

/** An association names its policy by name, canonical path or distinguished name. */
export function isPolicy({ identity, name }: ThrottlingPolicy, id: string): boolean {
  const wanted = id.toLowerCase()
  const last = /^cn=((?:[^,\\]|\\.)*),/.exec(wanted)?.[1] ?? nameOfIdentity(wanted)
  return [identity, nameOfIdentity(identity), name].some((each) => each && [wanted, last].includes(each.toLowerCase()))
}

/** The organisation’s own comes before Exchange’s; of Exchange 2010 there is no scope, and the name tells. */
export function defaultPolicy(policies: readonly ThrottlingPolicy[]): ThrottlingPolicy | undefined {
  const ofScope = (scope: string) => policies.find(({ throttlingPolicyScope }) => throttlingPolicyScope === scope)
  return (
    ofScope('Organization') ??
    ofScope('Global') ??
    policies.find(({ identity, name }) => /^DefaultThrottlingPolicy/i.test(name ?? nameOfIdentity(identity)))
  )
}
