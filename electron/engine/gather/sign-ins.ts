import { Blocked, defineGatherer } from './gatherer.ts'

/** Every use of the account in this run, out of the budget's own record; asks nothing of the network. */
export const signIns = defineGatherer({
  artifact: 'signIns',
  needs: [],
  uses: () => ['ntlmSignIn', 'basicSignIn', 'autodiscover', 'autodiscoverMobileSync', 'autodiscoverSoap', 'ewsGetFolder', 'activeSyncOptions'],
  after: () => ['ewsOperations', 'activeSyncSession'],
  gather: async (_needed, { organisation, budget, obstacles }) => {
    const record = budget.record()
    const obstacle = obstacles.ntlmSignIn
    // Where nothing was sent, what kept the sign-in at EWS from being tried is what there is to mend.
    if (record.attempts.length === 0 && obstacle) return new Blocked(obstacle.by, obstacle.reason)
    return { ...(organisation.account ? { username: organisation.account.username } : {}), ...record }
  },
})
