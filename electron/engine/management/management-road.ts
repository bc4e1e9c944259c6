import type { ConfigurationCmdlet } from '../../../shared/management/configuration.ts'
import type { DocumentError } from '../../../shared/management/configuration-document.ts'
import type { ConfigurationReading } from '../../../shared/management/configuration-reading.ts'
import type { LiveError, LiveErrorCode } from './live-error.ts'

/** What is asked of Exchange's own configuration. */
export type RoadRequest = {
  cmdlets: readonly ConfigurationCmdlet[]
  /** Primary addresses: of what there is one for each mailbox, only theirs. All of them, when left out. */
  mailboxes?: readonly string[] | undefined
  /** The account that the integration signs in with: how it is throttled is asked beside that of the mailboxes. */
  account?: string | undefined
}

/** How a question goes on, for whoever waits. */
export type RoadProgress =
  | { type: 'connecting' }
  | { type: 'asking'; cmdlet: ConfigurationCmdlet; done: number; of: number }

/** One cmdlet that was refused, while the others were answered: why, told apart by what is known of the server. */
export type RoadRefusal = DocumentError & { code: LiveErrorCode; sentence: string }

/** What came of a question. Of one that failed nothing is kept. */
export type RoadAnswer =
  | { outcome: 'answered'; reading: ConfigurationReading; refused: readonly RoadRefusal[] }
  | { outcome: 'failed'; error: LiveError }

/** A way to Exchange's own configuration, whichever it is: live, or a file that somebody brought. */
export type ManagementRoad = {
  ask(
    request: RoadRequest,
    options?: { signal?: AbortSignal | undefined; onProgress?: ((progress: RoadProgress) => void) | undefined },
  ): Promise<RoadAnswer>
}
