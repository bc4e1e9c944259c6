import type { EwsOperation } from '../../artifacts/ews-operations.ts'
import { failureClause } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { findOperation, troubleWith } from './operation.ts'

export default defineCheck({
  meta: {
    id: 'ews/subscription',
    step: 'ews',
    subject: 'Notifications over EWS',
    needs: ['ewsOperations'],
    guide: ['exchange.ews-on'],
    why: 'An integration learns of new mail by a subscription; without one it is late or asks again and again. Postern makes one for the inbox, which Exchange forgets after a minute, and ends it at once.',
    outcomes: {
      works: { verdict: 'pass', title: 'EWS on {server} takes a subscription to the inbox, and ends it' },
      'limit-reached': {
        verdict: 'fail',
        title: 'EWS on {server} takes no more subscriptions of this account',
        advice:
          'Look for other clients that use the account, and raise EwsMaxSubscriptions in a throttling policy of its own (New-ThrottlingPolicy, Set-ThrottlingPolicyAssociation).',
        remedy: 'ews-throttling-policy',
      },
      'not-ended': {
        verdict: 'warn',
        title: 'EWS on {server} took a subscription and did not end it: {ending}',
        advice:
          'Look at the affinity of the load balancer, since both requests must reach the server that holds the subscription. The subscription ends by itself after a minute.',
      },
      ...troubleWith('a subscription to the inbox (Subscribe)'),
    },
  },
  run: ({ ewsOperations }) => {
    const found = findOperation(ewsOperations, 'Subscribe', ['ErrorExceededSubscriptionCount'])
    if (found.judgement) return found.judgement
    if (found.answer.responseCode !== 'NoError') return { outcome: 'limit-reached', evidence: found.evidence }
    const end = ewsOperations.operations.find(({ operation }) => operation === 'Unsubscribe')
    if (end?.responseCode === 'NoError') return { outcome: 'works', evidence: found.evidence }
    return { outcome: 'not-ended', evidence: { ...found.evidence, ending: endingOf(end) } }
  },
})

function endingOf(end: EwsOperation | undefined): string {
  if (end?.responseCode !== undefined) return t`Exchange says ${end.responseCode}`
  if (end?.failure) return failureClause(end.failure)
  return end?.status === undefined ? t`no answer came` : t`it answered ${end.status}`
}
