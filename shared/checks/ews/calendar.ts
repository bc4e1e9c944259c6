import { defineCheck } from '../check.ts'
import { findOperation, troubleWith } from './operation.ts'

/** What Exchange says when there is no calendar, or something else in its place. */
const missingCodes = ['ErrorItemNotFound', 'ErrorFolderNotFound', 'ErrorCalendarFolderIsInvalidForCalendarView']

export default defineCheck({
  meta: {
    id: 'ews/calendar',
    step: 'ews',
    subject: 'The calendar over EWS',
    needs: ['ewsOperations'],
    guide: ['exchange.ews-on', 'exchange.ews-mailbox'],
    why: 'Calendars are synced over EWS. The days around today are looked at as a calendar application would, and only counted.',
    outcomes: {
      opened: { verdict: 'pass', title: 'EWS on {server} opens the calendar of {mailbox}' },
      missing: {
        verdict: 'fail',
        title: 'EWS on {server} finds no calendar in the mailbox {mailbox}: {code}',
        advice:
          'Start Outlook once with /ResetFolders for this mailbox, or restore the folder; Get-MailboxFolderStatistics -FolderScope Calendar shows whether it is there. The inbox opened, so rights on it alone could also look like this.',
      },
      ...troubleWith('the question for the calendar (FindItem)'),
    },
  },
  run: ({ ewsOperations }) => {
    const found = findOperation(ewsOperations, 'FindItem', missingCodes)
    if (found.judgement) return found.judgement
    if (found.answer.responseCode !== 'NoError') return { outcome: 'missing', evidence: found.evidence }
    return { outcome: 'opened', evidence: { ...found.evidence, itemsSeen: found.answer.count ?? 0 } }
  },
})
