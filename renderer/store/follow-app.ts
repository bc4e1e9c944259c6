import type { Client, FeedEvent } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { WindowCommand } from '../../shared/contract/window-command.ts'
import { isBusy, type Session } from './session-state.ts'

/**
 * Follows what comes from outside this window: another window, the menu or the watch may open an organisation, bring in
 * a run, take away the one that is shown, or ask for something (`obey`). Returns when the feed ends, and throws only what
 * is our bug.
 */
export async function followApp(
  client: Client,
  session: Session,
  obey: (command: WindowCommand) => void,
): Promise<void> {
  try {
    for await (const event of client.feed('app.events', {})) await follow(event, session, obey)
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
  }
}

async function follow(
  event: FeedEvent<'app.events'>,
  session: Session,
  obey: (command: WindowCommand) => void,
): Promise<void> {
  const state = session.getState()
  if (event.type === 'changed') await state.changedElsewhere(event.what)
  if (event.type === 'command') obey(event.command)
  if (event.type === 'imported' && !isBusy(state) && (await state.openRun(event.runId))) {
    state.show({ kind: 'everything' })
  }
}
