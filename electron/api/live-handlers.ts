import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'
import type { LiveEvent, LiveRequest } from '../../shared/management/live-configuration.ts'
import { otherOrganisation, otherOrganisationSentence } from '../../shared/management/other-organisation.ts'
import { UnquotableText } from '../../shared/management/quote.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { type LiveConnection, sessionOf } from '../engine/management/live-connection.ts'
import { describeLiveRun } from '../engine/management/live-description.ts'
import { liveError } from '../engine/management/live-error.ts'
import { collectionTask, createLiveRoad } from '../engine/management/live-road.ts'
import type { RoadRequest } from '../engine/management/management-road.ts'
import type { PowerShellMachine } from '../engine/management/powershell-machine.ts'
import { defaultPowerShellLimits } from '../engine/management/powershell-runner.ts'
import type { SignInBudget } from '../engine/run/sign-in-budget.ts'
import type { AccountPasswords } from './account-passwords.ts'
import type { AppEvents } from './app-events.ts'
import { summaryOf } from './configuration-file.ts'
import type { Configurations } from './configurations.ts'
import { createEventLog } from './event-log.ts'
import { buildOf, givenAccount } from './live-account.ts'
import type { Organisations } from './organisations.ts'
import { createTurns } from './turns.ts'

type LiveHandlers = {
  describe: Handlers['calls']['management.describe']
  live: Handlers['feeds']['management.live']
}

/** What asks Exchange itself for its configuration, and says before what exactly would be done. */
export function liveHandlers(parts: {
  configurations: Configurations
  organisations: Organisations
  passwords: Pick<AccountPasswords, 'referred'>
  budget: SignInBudget
  events: AppEvents
  machine: PowerShellMachine
  now: () => Date
}): LiveHandlers {
  const { configurations, organisations, passwords, budget, events, machine, now } = parts
  const takeTurn = createTurns()

  async function* live(request: LiveRequest, after: number, signal: AbortSignal) {
    const { id, organisation } = organisations.needed()
    const turn = await takeTurn(signal)
    const log = createEventLog<LiveEvent>()
    const asking = ask(request, { id, organisation }, turn.signal, log.append)
    try {
      asking.then(
        () => log.end(),
        (error) => log.end(error instanceof Error ? error : new Error('It threw no Error.')),
      )
      // Whoever comes back after a lost connection asks anew.
      for await (const { seq, value } of log.readAfter(-1, turn.signal)) yield { seq: after + 1 + seq, value }
    } finally {
      // PowerShell has ended before the next one begins.
      const ended = asking.catch(() => undefined)
      turn.stop()
      await ended
      turn.end()
    }
  }

  async function ask(
    request: LiveRequest,
    { id, organisation }: { id: string; organisation: Organisation },
    signal: AbortSignal,
    tell: (event: LiveEvent) => void,
  ): Promise<void> {
    if (signal.aborted) return
    const account = await givenAccount(request, { organisation, passwords, budget })
    const { configuration } = await configurations.whole(id)
    const build = buildOf(request.server, configuration)
    const connection: LiveConnection = {
      ...{ server: request.server, account, build, machine, limits: defaultPowerShellLimits },
    }
    const answer = await createLiveRoad(connection).ask(questionOf(request, organisation), { signal, onProgress: tell })
    if (answer.outcome === 'failed') {
      const { code, sentence } = answer.error
      tell({ type: 'failed', code, sentence })
      return
    }
    const { reading } = answer
    const other = otherOrganisation(configuration, reading.configuration)
    if (other) {
      const sentence = t`${otherOrganisationSentence(other)} Nothing of the answer was kept. Open the organisation that ${request.server} belongs to, or forget first what is known here.`
      tell({ type: 'failed', code: 'other-organisation', sentence })
      return
    }
    const summary = summaryOf(reading, { road: 'live', name: request.server, readAt: now().toISOString() })
    const { configuration: told, documentErrors: refused, whole, older } = reading
    const changes = await configurations.keep(id, {
      configuration: told,
      refused,
      whole,
      older,
      source: summary.source,
    })
    events.tell({ type: 'changed', what: 'configuration' })
    tell({ type: 'kept', summary, changes })
  }

  return {
    live,
    describe: async (request) => {
      const { organisation } = organisations.needed()
      const { server, account } = request
      if (machine.platform !== 'win32') return { offered: false, ...sentenceOf(server) }
      const task = collectionTask(questionOf(request, organisation))
      const session = sessionOf({ server, account }, task)
      try {
        return { offered: true, ...describeLiveRun(session, machine.environment) }
      } catch (error) {
        if (error instanceof UnquotableText) throw new ContractError('bad-argument', error.message)
        throw error
      }
    },
  }
}

function sentenceOf(server: string): { sentence: string } {
  return { sentence: liveError('not-windows', { server }).sentence }
}

/** Of the account that the integration signs in with, its throttling is asked beside that of the mailboxes. */
function questionOf({ cmdlets, mailboxes }: LiveRequest, organisation: Organisation): RoadRequest {
  return { cmdlets, mailboxes, account: organisation.account?.username }
}
