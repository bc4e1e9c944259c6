import { defineCheck } from '../check.ts'
import { findOperation, troubleWith } from './operation.ts'

export default defineCheck({
  meta: {
    id: 'ews/name-resolution',
    step: 'ews',
    subject: 'Names in the address list over EWS',
    needs: ['ewsOperations'],
    guide: ['exchange.ews-on'],
    why: 'Integrations look people up in the address list (ResolveNames), first of all the owner of the mailbox. Syncing mail works without it; participants of meetings may then lack names.',
    outcomes: {
      resolved: { verdict: 'pass', title: 'EWS on {server} finds {mailbox} in the address list' },
      'not-found': {
        verdict: 'warn',
        title: 'EWS on {server} does not find {mailbox} in the address list',
        advice:
          'Look at HiddenFromAddressListsEnabled with Get-Mailbox, at the address book policy of the account, and whether the address is the primary one.',
      },
      'other-address': {
        verdict: 'warn',
        title: 'EWS on {server} finds others in the address list for {mailbox}, and not itself',
        advice:
          'Check the primary address with Get-Mailbox: the test mailbox of the organisation may be given by an alias, which users cannot sign in with.',
      },
      ...troubleWith('the question for a name (ResolveNames)', 'warn'),
    },
  },
  run: ({ ewsOperations }) => {
    const several = 'ErrorNameResolutionMultipleResults'
    const found = findOperation(ewsOperations, 'ResolveNames', ['ErrorNameResolutionNoResults', several])
    if (found.judgement) return found.judgement
    const { count = 0, responseCode } = found.answer
    const evidence = { ...found.evidence, names: count }
    if (responseCode === 'ErrorNameResolutionNoResults') return { outcome: 'not-found', evidence }
    return { outcome: found.answer.found ? 'resolved' : 'other-address', evidence }
  },
})
