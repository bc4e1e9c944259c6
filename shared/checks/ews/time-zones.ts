import { defineCheck } from '../check.ts'
import { findOperation, troubleWith } from './operation.ts'

export default defineCheck({
  meta: {
    id: 'ews/time-zones',
    step: 'ews',
    subject: 'The time zones of EWS',
    needs: ['ewsOperations'],
    guide: ['exchange.ews-on'],
    why: 'An integration asks for the time zones of the server before it writes an appointment. Without them times shift, or appointments are not synced.',
    outcomes: {
      listed: { verdict: 'pass', title: 'EWS on {server} lists {zones} time zones' },
      ...troubleWith('the question for time zones (GetServerTimeZones)'),
    },
  },
  run: ({ ewsOperations }) => {
    const found = findOperation(ewsOperations, 'GetServerTimeZones')
    if (found.judgement) return found.judgement
    return { outcome: 'listed', evidence: { ...found.evidence, zones: found.answer.count ?? 0 } }
  },
})
