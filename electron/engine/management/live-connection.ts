import { withheldSentences } from '../../../shared/artifacts/sign-in.ts'
import { createRedactor } from '../run/redactor.ts'
import type { SignInBudget } from '../run/sign-in-budget.ts'
import { converse, type LiveConversation, type LiveListener } from './live-conversation.ts'
import { liveStart } from './live-description.ts'
import { type LiveError, liveError } from './live-error.ts'
import { type Asked, errorOf, signInResultOf } from './live-outcome.ts'
import { releaseOf } from './live-refusal.ts'
import { cmdletsOf, connectionUri, type LiveSession, type LiveTask } from './live-script.ts'
import type { PowerShellMachine } from './powershell-machine.ts'
import type { PowerShellLimits } from './powershell-runner.ts'

/** An account that signs in with its password; its sign-ins ask the budget like every other. */
export type GivenAccount = {
  username: string
  password: string
  budget: SignInBudget
  /** The organisation's mail domain, by which the budget tells accounts of the same name apart. */
  domain: string
  /** The administrator's word that this password may be sent again, whatever became of it before. */
  tryAgain?: boolean | undefined
}

/** Whom Exchange is asked as, and from where. */
export type LiveConnection = {
  server: string
  /** As the user that is signed in to Windows where it is left out. */
  account?: GivenAccount | undefined
  /** The build of the server, where a run has seen it: it tells a missing right from a missing cmdlet. */
  build?: string | undefined
  machine: PowerShellMachine
  limits: PowerShellLimits
}

/** What came of a session: what was heard, as it came, and why it is not whole. What never began was not heard. */
export type LiveTalk = { conversation: LiveConversation | undefined; error: LiveError | undefined }

export type LiveRedactor = <T>(value: T) => T

/** The redactor for whatever comes back over a connection. */
export function redactorOf({ account }: LiveConnection): LiveRedactor {
  return createRedactor(account ? [account.password] : [], account ? [account.username] : [])
}

/** The session that a task is done in, as it is shown and run. */
export function sessionOf(
  { server, account }: { server: string; account?: Pick<GivenAccount, 'username'> | undefined },
  task: LiveTask,
): LiveSession {
  return { server, username: account?.username, task }
}

/** What is known of whoever is asked about these cmdlets. */
export function askedOf(connection: LiveConnection, cmdlets: readonly string[]): Asked {
  const { server, account, build } = connection
  const redact = redactorOf(connection)
  return { server, account: account ? 'given' : 'signed-in', cmdlets, release: releaseOf(build), redact }
}

/** Does a task in a session of its own. A given password is sent only where the budget of sign-ins lets it. */
export async function talk(
  connection: LiveConnection,
  task: LiveTask,
  listener: LiveListener,
  signal: AbortSignal | undefined,
): Promise<LiveTalk> {
  const { server, account, machine, limits } = connection
  const never = (error: LiveError): LiveTalk => ({ conversation: undefined, error })
  if (machine.platform !== 'win32') return never(liveError('not-windows', { server }))
  const asked = askedOf(connection, cmdletsOf(task))
  // Before the budget is asked: a text that no script can hold throws, and nothing was sent.
  const start = liveStart(sessionOf(connection, task), machine.environment)

  async function attempt(onConnected?: () => void): Promise<LiveTalk & { conversation: LiveConversation }> {
    const options = { machine, limits, signal }
    const conversation = await converse(start, account?.password, { ...listener, onConnected }, options)
    return { conversation, error: errorOf(conversation, asked) }
  }

  if (!account) return await attempt()
  const { username, password, domain, tryAgain } = account
  const budget = await account.budget.begin({ domain, username, password, tryAgain, signal })
  let attempted: ReturnType<typeof attempt> | undefined
  const request = { username, password, scheme: 'ntlm', url: connectionUri(server), gatherer: 'management' } as const
  try {
    // The budget's own record, which names the scheme, is that of a run and is not kept here.
    const spent = await budget.spend(request, () => {
      // Let in is let in: other sign-ins of the account need not wait until everything is answered.
      const connected = Promise.withResolvers<'accepted'>()
      attempted = attempt(() => connected.resolve('accepted'))
      const ended = attempted.then(({ conversation, error }) => signInResultOf(conversation, error))
      return Promise.race([connected.promise, ended])
    })
    const reason = spent in withheldSentences ? withheldSentences[spent as keyof typeof withheldSentences] : undefined
    return (await attempted) ?? never(liveError('sign-in-withheld', { server, detail: reason }))
  } finally {
    // What the budget could not note is told when the program has ended, and not while it goes on.
    await attempted?.catch(() => {})
  }
}
