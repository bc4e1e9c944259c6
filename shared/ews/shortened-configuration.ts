import type { Configuration, ConfigurationPart } from '../management/configuration.ts'
import { mailboxNameOf } from '../quarantine/mailbox-names.ts'
import { indexMailboxes, namesOfAccount } from './mailbox-index.ts'

/** Of whom the parts that have an entry for each mailbox, or for each account, are told. */
export type MeantMailboxes = { mailbox: string; account?: string | undefined }

/** So many entries of a list are told whole. */
const MOST_WHOLE = 200

/**
 * The configuration in a size that a message takes: of a list that is long, only what concerns the test mailbox and the
 * account is left, and the list is named.
 */
export function shortenedConfiguration(
  configuration: Configuration,
  { mailbox, account }: MeantMailboxes,
): { configuration: Configuration; shortened: ConfigurationPart[] } {
  const { find } = indexMailboxes(configuration)
  const [own, ofAccount] = [find(mailbox), account === undefined ? undefined : find(account)]
  const names = new Set([...namesOfAccount(mailbox, own), ...namesOfAccount(account ?? mailbox, ofAccount ?? own)])
  const isNamed = (...told: (string | null | undefined)[]) =>
    told.some((name) => typeof name === 'string' && names.has(name.toLowerCase()))
  const { casMailboxes, throttlingPolicyAssociations, managementRoleAssignments } = configuration
  const { mobileDevices, mobileDeviceStatistics } = configuration
  const isOfNamed = ({ identity }: { identity: string }) => isNamed(mailboxNameOf(identity))
  const long: Configuration = {
    ...(isLong(casMailboxes) && { casMailboxes: casMailboxes.filter((each) => each === own || each === ofAccount) }),
    ...(isLong(throttlingPolicyAssociations) && {
      throttlingPolicyAssociations: throttlingPolicyAssociations.filter(({ identity, name }) =>
        isNamed(identity, name),
      ),
    }),
    ...(isLong(mobileDevices) && { mobileDevices: mobileDevices.filter(isOfNamed) }),
    ...(isLong(mobileDeviceStatistics) && { mobileDeviceStatistics: mobileDeviceStatistics.filter(isOfNamed) }),
    ...(isLong(managementRoleAssignments) && {
      managementRoleAssignments: managementRoleAssignments.filter(({ effectiveUserName, roleAssigneeName }) =>
        isNamed(effectiveUserName, roleAssigneeName),
      ),
    }),
  }
  return { configuration: { ...configuration, ...long }, shortened: Object.keys(long) as ConfigurationPart[] }
}

function isLong<T>(list: readonly T[] | undefined): list is readonly T[] {
  return list !== undefined && list.length > MOST_WHOLE
}
