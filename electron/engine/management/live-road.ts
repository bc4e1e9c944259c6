import type { ConfigurationReading } from '../../../shared/management/configuration-reading.ts'
import { UnquotableText } from '../../../shared/management/quote.ts'
import { holdsRedaction } from '../run/redactor.ts'
import { type LiveConnection, redactorOf, talk } from './live-connection.ts'
import { type LiveErrorCode, liveError } from './live-error.ts'
import { refusalOf, releaseOf } from './live-refusal.ts'
import type { LiveTask } from './live-script.ts'
import type { ManagementRoad, RoadAnswer, RoadProgress, RoadRequest } from './management-road.ts'
import { readConfigurationFile } from './read-configuration-file.ts'

/** What is done in a session to answer a question; also what is shown before. */
export function collectionTask({ cmdlets, mailboxes, account }: RoadRequest): LiveTask {
  return { kind: 'collect', request: { cmdlets, mailboxes, account } }
}

/** The live way to Exchange's configuration: powershell.exe of this computer, and a session to the server. */
export function createLiveRoad(connection: LiveConnection): ManagementRoad {
  const redact = redactorOf(connection)
  const failed = (code: LiveErrorCode, detail?: string): RoadAnswer => {
    const { server } = connection
    return { outcome: 'failed', error: liveError(code, { server, ...(detail !== undefined && { detail }) }) }
  }

  async function answerIn(document: readonly Uint8Array[], request: RoadRequest, signal: AbortSignal | undefined) {
    const read = await readConfigurationFile(inTurn(document), { signal })
    if ('refused' in read) return failed('bad-document', redact(read.sentence))
    if (read.format !== 'postern') return failed('bad-document')
    const reading = redact(read)
    // A setting with something else in its place would be taken for what Exchange has.
    if (connection.account && holdsRedaction(reading.configuration)) return failed('password-in-answer')
    return answerOf(reading, request, connection)
  }

  return {
    async ask(request, { signal, onProgress } = {}) {
      try {
        const { conversation, error } = await talk(
          connection,
          collectionTask(request),
          listenerFor(request, onProgress),
          signal,
        )
        if (error) return { outcome: 'failed', error }
        return await answerIn(conversation?.document ?? [], request, signal)
      } catch (error) {
        // A text that no script can hold came from whoever asks: its sentence is for them.
        if (error instanceof UnquotableText) return failed('not-quotable', redact(error.message))
        if (signal?.aborted) return failed('cancelled')
        throw error
      }
    },
  }
}

function listenerFor({ cmdlets }: RoadRequest, onProgress: ((progress: RoadProgress) => void) | undefined) {
  let done = 0
  return {
    onConnecting: () => onProgress?.({ type: 'connecting' }),
    onAsking: (text: string) => {
      const cmdlet = cmdlets.find((each) => text.endsWith(` ${each}`))
      if (cmdlet) onProgress?.({ type: 'asking', cmdlet, done: done++, of: cmdlets.length })
    },
  }
}

/** Where every cmdlet was refused nothing was answered: then the first refusal is why. */
function answerOf(
  reading: ConfigurationReading,
  { cmdlets }: RoadRequest,
  { server, build }: LiveConnection,
): RoadAnswer {
  const release = releaseOf(build)
  const refused = reading.documentErrors.map((error) => refusalOf(error, server, release))
  const [first] = refused
  const isEmpty = reading.parts.every(({ objects }) => objects === 0)
  if (first && isEmpty && cmdlets.every((each) => refused.some(({ cmdlet }) => cmdlet === each))) {
    return { outcome: 'failed', error: { code: first.code, sentence: first.sentence } }
  }
  return { outcome: 'answered', reading, refused }
}

async function* inTurn(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}
