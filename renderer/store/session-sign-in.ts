import { ContractError } from '../../shared/contract/error-code.ts'
import type { SessionActions, SessionTools } from './session-state.ts'

type SignInPart = Pick<SessionActions, 'forgetPassword' | 'readStanding'>

/** How the password of the open organisation's account stands, and forgetting it. */
export function signInPart({ client, set, get, attempt }: SessionTools): SignInPart {
  return {
    async forgetPassword() {
      const { secret } = get()
      if (!secret) return false
      return attempt(async () => {
        set({ problem: null })
        await client.call('secret.forget', { reference: secret.reference })
        set({ secret: (await client.call('organisation.read', {})).secret, freshPassword: false })
        set({ traces: get().organisation ? (await client.call('run.traces', {})).traces : [] })
      })
    },
    async readStanding() {
      const { organisation, organisationId } = get()
      if (!organisation) return
      try {
        const standing = await client.call('sign-in.standing', {})
        // Another organisation may have been opened meanwhile, whose password is another.
        if (get().organisationId === organisationId) set({ standing })
      } catch (error) {
        if (!(error instanceof ContractError)) throw error
        // It is shown as not known; what keeps Postern from answering is told elsewhere.
        set({ standing: null })
      }
    },
  }
}
