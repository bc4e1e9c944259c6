import { defineGatherer } from './gatherer.ts'

/** Every use of the account in this run, out of the budget's own record; asks nothing of the network. */
export const signIns = defineGatherer({
  artifact: 'signIns',
  // Without a sign-in at EWS there is little to say, and the failure before it should be the one that is named.
  needs: ['ntlmSignIn', 'basicSignIn'],
  uses: () => ['autodiscover', 'ewsGetFolder', 'activeSyncOptions'],
  gather: async (_needed, { organisation, budget, budgetMark }) => ({
    ...(organisation.account ? { username: organisation.account.username } : {}),
    ...budget.since(budgetMark),
  }),
})
