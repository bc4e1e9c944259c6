import { expect, it } from 'vitest'
import type { ConfigurationPart } from '../../../shared/management/configuration.ts'
import { cutSentence, isProbablyCut } from '../../../shared/management/probably-cut.ts'

it.each<[ConfigurationPart, number, boolean, boolean]>([
  ['mobileDevices', 999, false, false],
  ['mobileDevices', 1_001, false, false],
  ['mobileDevices', 1_000, true, false],
  ['activeSyncDeviceAccessRules', 1_000, false, false],
  ['mobileDevices', 1_000, false, true],
  ['casMailboxes', 1_000, false, true],
])('%s, %i, whole: %s: probably cut off: %s', (part, count, isWhole, isCut) => {
  expect(isProbablyCut(part, count, isWhole)).toBe(isCut)
})

it('names the cmdlet and what to add to it', () => {
  expect(cutSentence('casMailboxes')).toBe(
    'Get-CASMailbox told exactly 1,000: so many Exchange tells where -ResultSize Unlimited is left out, and the export was probably cut off. Export it again with that.',
  )
  expect(cutSentence('mobileDevices')).toMatch(/Until then no id on a list of a mailbox is called left over\.$/)
})
