import { defineCheck } from '../check.ts'
import { findOperation, troubleWith } from './operation.ts'

export default defineCheck({
  meta: {
    id: 'ews/availability',
    step: 'ews',
    subject: 'Free and busy times over EWS',
    needs: ['ewsOperations'],
    guide: ['exchange.ews-on'],
    why: 'Scheduling asks EWS when people are free (GetUserAvailability). Exchange answers that by a service of its own, which can fail where mail and calendars work.',
    outcomes: {
      answered: { verdict: 'pass', title: 'EWS on {server} tells when {mailbox} is free' },
      empty: {
        verdict: 'warn',
        title: 'EWS on {server} answers the question when {mailbox} is free, with nothing in it',
        advice:
          'Look at the rights on the calendar (Get-MailboxFolderPermission, the entry Default) and at events of MSExchange Availability.',
      },
      ...troubleWith('the question for free and busy times (GetUserAvailability)'),
    },
  },
  run: ({ ewsOperations }) => {
    const found = findOperation(ewsOperations, 'GetUserAvailability')
    if (found.judgement) return found.judgement
    const { count = 0 } = found.answer
    return { outcome: count > 0 ? 'answered' : 'empty', evidence: { ...found.evidence, slots: count } }
  },
})
