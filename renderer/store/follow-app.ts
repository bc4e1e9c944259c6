import type { Client } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { Session } from './session-state.ts'

/**
 * Follows what changes outside this window: another window, the menu or the watch may open an organisation, or take away
 * the run that is shown. Returns when the feed ends, and throws only what is our bug.
 */
export async function followApp(client: Client, session: Session): Promise<void> {
  try {
    for await (const event of client.feed('app.events', {})) {
      if (event.type === 'changed') await session.getState().changedElsewhere(event.what)
    }
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
  }
}
