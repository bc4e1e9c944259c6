import { Buffer } from 'node:buffer'
import type { LiveStart } from './live-description.ts'
import { LiveErrorRecord, type LiveStage } from './live-error-record.ts'
import type { Frame, FrameKind } from './live-frame.ts'
import type { PowerShellMachine } from './powershell-machine.ts'
import { type PowerShellEnd, type PowerShellLimits, runPowerShell } from './powershell-runner.ts'

/** What the script told, and how the program ended. */
export type LiveConversation = {
  /** How far the session came. */
  reached: 'nothing' | 'connecting' | 'connected'
  /** The execution policy that forbids the rest. */
  policy: string | undefined
  /** The session broke off while it was used. */
  isLost: boolean
  /** The script came to its own end. */
  isComplete: boolean
  /** How many cmdlets or commands were begun. */
  begun: number
  failures: LiveFailure[]
  /** What was said by and around each command, in its order. */
  said: { number: number; line: string }[]
  document: Buffer[]
  end: PowerShellEnd
}

/** An error record, and the number of the command that it is of; 0 before the first. */
export type LiveFailure = LiveErrorRecord & { number: number }

/** What of a conversation is told while it goes on. */
export type LiveListener = {
  onConnecting?: (() => void) | undefined
  /** The account was let in. */
  onConnected?: (() => void) | undefined
  /** The text with which the script begins each cmdlet or command. */
  onAsking?: ((text: string) => void) | undefined
}

/** What a command says is for a person; more than this nobody reads. */
const MOST_SAID = 10_000
const LONGEST_SAID = 1_000
/** A frame in parts is an error record or a line that was said; what is longer is cut. */
const LONGEST_FRAME = 256 * 1024

export type LiveOptions = {
  machine: PowerShellMachine
  limits: PowerShellLimits
  signal?: AbortSignal | undefined
}

/** Starts PowerShell with the script of a session, and gathers what it tells. */
export async function converse(
  start: LiveStart,
  password: string | undefined,
  listener: LiveListener,
  options: LiveOptions,
): Promise<LiveConversation> {
  const heard: Omit<LiveConversation, 'end'> = {
    reached: 'nothing',
    policy: undefined,
    isLost: false,
    isComplete: false,
    begun: 0,
    failures: [],
    said: [],
    document: [],
  }
  const say = (line: string) => {
    if (heard.said.length < MOST_SAID) heard.said.push({ number: heard.begun, line: line.slice(0, LONGEST_SAID) })
  }
  const hear: { [kind in FrameKind]: (text: string) => void } = {
    phase: (phase) => {
      if (phase === 'connecting') {
        heard.reached = 'connecting'
        listener.onConnecting?.()
      } else if (phase === 'connected') {
        heard.reached = 'connected'
        listener.onConnected?.()
      } else if (phase === 'lost') heard.isLost = true
    },
    policy: (policy) => {
      heard.policy = policy
    },
    asking: (text) => {
      heard.begun += 1
      listener.onAsking?.(text)
    },
    failure: (text) => heard.failures.push({ ...failureIn(text), number: heard.begun }),
    said: say,
    document: () => {},
    end: () => {
      heard.isComplete = true
    },
  }
  const parted: { [kind in FrameKind]?: Buffer } = {}
  const onFrame = ({ kind, last, bytes }: Frame) => {
    // The document is put together by whoever reads it.
    if (kind === 'document') {
      heard.document.push(bytes)
      return
    }
    const whole = Buffer.concat([parted[kind] ?? Buffer.alloc(0), bytes]).subarray(0, LONGEST_FRAME)
    if (last) {
      delete parted[kind]
      hear[kind](whole.toString('utf8'))
    } else parted[kind] = whole
  }

  const end = await runPowerShell(start, password, { onFrame, onText: say }, options)
  return { ...heard, end }
}

const unreadable: LiveErrorRecord = {
  stage: 'ask' satisfies LiveStage,
  id: '',
  category: '',
  reason: '',
  errorCode: null,
  message: '',
}

/** A record that can't be read is still an error: there was one. */
function failureIn(text: string): LiveErrorRecord {
  try {
    return LiveErrorRecord.parse(JSON.parse(text))
  } catch {
    return { ...unreadable, message: text }
  }
}
