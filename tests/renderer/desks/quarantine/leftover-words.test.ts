import { expect, it } from 'vitest'
import { unreadSentence } from '../../../../renderer/desks/quarantine/leftover-words.ts'

it('What was not read is named, since nothing can be seen of it', () => {
  expect(unreadSentence({ notRead: [], unreadable: [] })).toBeUndefined()
  const notRead = [{ part: 'casMailboxes' as const, cmdlet: 'Get-CASMailbox' }]
  expect(unreadSentence({ notRead, unreadable: ['mobileDeviceStatistics'] })).toBe(
    'Not read, and so not looked through: Get-CASMailbox, Get-MobileDeviceStatistics. More can be there than is shown.',
  )
})
