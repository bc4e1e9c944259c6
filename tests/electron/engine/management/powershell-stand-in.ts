import { Buffer } from 'node:buffer'
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * A STAND-IN for powershell.exe and the Exchange server behind it, neither of which can be had here. A program of its
 * own: it takes standard input as `bootstrap` does (mark, length, password, script), and plays a scenario in the frames
 * and exit codes of the live script. It runs no PowerShell: that the script does what the stand-in plays was never seen.
 */
export type Step =
  | { frame: string; text: string }
  /** As the host of PowerShell prints, in its code page. */
  | { print: string; encoding?: BufferEncoding }
  | { complain: string }
  /** Asks what the script asks, in its order, and answers it as one document. */
  | {
      answer: Record<string, readonly object[]>
      errors?: readonly object[]
      pieces?: number
      mailboxes?: number
      /** When it began, by its own clock. */
      collectedAt?: string
    }
  /** An error record whose message holds the password that came in. */
  | { failWithPassword: Partial<PlayedRecord> }
  | { fail: Partial<PlayedRecord> }
  /** Goes through the commands of the script in their order; a preview says what it would do. By number: what is refused, and where it ends. */
  | { commands: { refuse?: readonly number[]; hangAt?: number; loseAt?: number } }
  | { hang: true }
  | { flood: 'lines' | 'no line' }
  | { exit: number }
  | { die: true }

export type PlayedRecord = {
  stage: string
  id: string
  category: string
  reason: string
  errorCode: number | null
  message: string
}

export type Scenario = { steps: readonly Step[]; seenIn?: string }

/** What it was given, for a test to look at: written where the scenario says. */
export type Seen = { args: string[]; environment: Record<string, string | undefined>; password: string; script: string }

const plainRecord: PlayedRecord = {
  stage: 'connect',
  id: 'PSSessionOpenFailed',
  category: 'OpenError',
  reason: 'PSRemotingTransportException',
  errorCode: null,
  message: '',
}

if (import.meta.main) await main(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Scenario)

async function main({ steps, seenIn }: Scenario): Promise<void> {
  const input = (await readAll()).toString('utf8')
  const [mark = '', length = ''] = input.split('\n', 2)
  const rest = input.slice(mark.length + length.length + 2)
  const password = rest.slice(0, Number(length))
  const script = rest.slice(Number(length))
  if (seenIn !== undefined) {
    const seen: Seen = { args: process.argv.slice(3), environment: process.env, password, script }
    writeFileSync(seenIn, JSON.stringify(seen))
  }
  for (const step of steps) await play(step, { mark, password, script })
}

async function play(step: Step, given: { mark: string; password: string; script: string }): Promise<void> {
  const send = (kind: string, text: string) => sendFrame(given.mark, kind, text)
  if ('frame' in step) await send(step.frame, step.text)
  else if ('print' in step) await print(Buffer.from(`${step.print}\r\n`, step.encoding ?? 'utf8'))
  else if ('complain' in step) process.stderr.write(step.complain)
  else if ('answer' in step) await answer(step, given)
  else if ('fail' in step) await send('failure', JSON.stringify({ ...plainRecord, ...step.fail }))
  else if ('failWithPassword' in step) {
    const message = `The password ${given.password} of it.`
    await send('failure', JSON.stringify({ ...plainRecord, message, ...step.failWithPassword }))
  } else if ('commands' in step) await runCommands(step.commands, given)
  else if ('hang' in step) await hang()
  else if ('flood' in step)
    for (;;) await print(Buffer.from((step.flood === 'lines' ? 'flood\r\n' : 'flood ').repeat(9_000)))
  else if ('exit' in step) process.exit(step.exit)
  else process.kill(process.pid, 'SIGKILL')
}

/** As many mailboxes as a large organisation has. */
function many(mailboxes: number): object[] {
  return Array.from({ length: mailboxes }, (_, index) => ({
    Identity: `contoso.local/Users/u${index}`,
    PrimarySmtpAddress: `u${index}@contoso.com`,
    EwsEnabled: index % 2 === 0,
  }))
}

function hang(): Promise<never> {
  return new Promise(() => setInterval(() => {}, 1_000_000))
}

/** A change ends at the first command that is refused; a preview goes on. */
async function runCommands(
  { refuse = [], hangAt, loseAt }: Extract<Step, { commands: unknown }>['commands'],
  { mark, script }: { mark: string; script: string },
): Promise<void> {
  const found = script.matchAll(/Send-Frame 'asking' '(\d+)'\s+try \{\s+& \{ (.*) \} \*>&1/g)
  const fail = (record: Partial<PlayedRecord>) =>
    sendFrame(mark, 'failure', JSON.stringify({ ...plainRecord, stage: 'command', ...record }))
  for (const [, number = '', text = ''] of found) {
    await sendFrame(mark, 'asking', number)
    if (Number(number) === hangAt) await hang()
    if (Number(number) === loseAt) {
      await fail({ id: '-2144108453,PSSessionStateBroken', message: 'The session is broken.' })
      await sendFrame(mark, 'phase', 'lost')
      return
    }
    const isPreview = text.endsWith(' -WhatIf')
    if (refuse.includes(Number(number))) {
      const id = '[Server=EXCH01,FailureCategory=x] [FailureCategory=Cmdlet-ManagementObjectNotFoundException] 4F5'
      await fail({ id, reason: 'ManagementObjectNotFoundException', message: 'It is not there.' })
      if (!isPreview) return
    } else if (isPreview) await print(Buffer.from(`What if: ${text.slice(0, -' -WhatIf'.length)}\r\n`))
  }
}

async function answer(
  {
    answer: answers,
    errors = [],
    pieces = 1,
    mailboxes = 0,
    collectedAt = '2026-11-29T02:30:00Z',
  }: Extract<Step, { answer: unknown }>,
  { mark, script }: { mark: string; script: string },
): Promise<void> {
  const asked = [...script.matchAll(/Write-Host -Object 'Asking (\S+)'/g)].map(([, cmdlet = '']) => cmdlet)
  const header = {
    format: 'exchange-configuration',
    version: 1,
    computer: 'ADMIN1',
    collectedAt,
    mailboxes: /^ *\$header\['mailboxes'\] = '(\w+)'/m.exec(script)?.[1],
  }
  const lines = [`{"postern":${JSON.stringify(header)},`]
  for (const cmdlet of asked) {
    await sendFrame(mark, 'asking', `Asking ${cmdlet}`)
    lines.push(
      `"${cmdlet}":[${(cmdlet === 'Get-CASMailbox' && mailboxes > 0 ? many(mailboxes) : (answers[cmdlet] ?? [])).map((object) => JSON.stringify(object)).join(',\n')}],`,
    )
  }
  lines.push(`"errors":${JSON.stringify(errors)}}`)
  for (const line of lines) await sendFrame(mark, 'document', `${line}\n`, pieces)
}

/** As Send-Frame of the script does: three thousand bytes to a line, `+` where more follows. */
async function sendFrame(mark: string, kind: string, text: string, pieces = 1): Promise<void> {
  const bytes = Buffer.from(text, 'utf8')
  const size = Math.min(3_000, Math.max(1, Math.ceil(bytes.length / pieces)))
  for (let at = 0; at === 0 || at < bytes.length; at += size) {
    const more = at + size < bytes.length ? '+' : ''
    const line = Buffer.from(`${mark} ${kind}${more} ${bytes.subarray(at, at + size).toString('base64')}\r\n`)
    // In two writes, so that a line is read in pieces.
    if (pieces > 1) await print(line.subarray(0, 7))
    await print(pieces > 1 ? line.subarray(7) : line)
  }
}

function print(bytes: Buffer): Promise<void> {
  return new Promise((resolve) => process.stdout.write(bytes, () => resolve()))
}

async function readAll(): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
