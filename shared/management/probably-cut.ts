import { figure, t } from '../language/translate.ts'
import { type ConfigurationPart, configurationCmdlets } from './configuration.ts'

/** So many objects a cmdlet tells where -ResultSize is left out (Microsoft's pages of the cmdlets). */
const USUAL_LIMIT = 1_000

const limited: ReadonlySet<ConfigurationPart> = new Set([
  'mobileDevices',
  'casMailboxes',
  'throttlingPolicyAssociations',
])

/** Whether an export holds exactly as many as are told where nobody asked for all; one that says it is all does not. */
export function isProbablyCut(part: ConfigurationPart, count: number, isWhole: boolean): boolean {
  return count === USUAL_LIMIT && !isWhole && limited.has(part)
}

/** What there is to do about it. */
export function cutSentence(part: ConfigurationPart): string {
  const cmdlet = configurationCmdlets[part]
  const probably = t`${cmdlet} told exactly ${figure(USUAL_LIMIT)}: so many Exchange tells where -ResultSize Unlimited is left out, and the export was probably cut off. Export it again with that.`
  return part === 'mobileDevices'
    ? `${probably} ${t`Until then no id on a list of a mailbox is called left over.`}`
    : probably
}
