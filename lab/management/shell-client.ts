import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { BadArguments } from '../bad-arguments.ts'
import type { ManagementCommand } from '../management-arguments.ts'
import type { ApplyResult, StepResult } from './run-script.ts'
import { readShellFile } from './shell-file.ts'

const MOST_MILLISECONDS = 120_000

/** How the file of a configuration begins. */
const BEGINNING = '\uFEFF{"postern":{"format":"exchange-configuration"'

/** What a command says, and the exit code. */
export interface Said {
  readonly out: string
  readonly error: string
  readonly code: number
}

/** Has the lab that runs do what a command line asks. Throws BadArguments. */
export async function askShell(command: ManagementCommand): Promise<Said> {
  const { organisationFile } = command
  if (command.kind === 'apply') {
    const script = await readScriptFile(command.script)
    const answer = await ask(organisationFile, '/apply', script)
    const result = JSON.parse(answer) as ApplyResult
    if (command.json) return { out: `${JSON.stringify(result)}\n`, error: '', code: result.applied ? 0 : 1 }
    return result.applied
      ? { out: result.steps.map(stepWords).join(''), error: '', code: 0 }
      : { out: '', error: `${refusalWords(result)}\n`, code: 1 }
  }
  if (command.kind === 'senders') {
    const set = command.set === undefined ? null : linesOf(await readScriptFile(command.set, 'list'))
    return { out: await ask(organisationFile, '/senders', JSON.stringify({ set })), error: '', code: 0 }
  }
  const { out, mailboxes, seed } = command
  if (out !== undefined) await refuseToReplaceOthers(out)
  const configuration = await ask(organisationFile, '/configuration', JSON.stringify({ mailboxes, seed }))
  if (out === undefined) return { out: configuration, error: '', code: 0 }
  await writeFile(out, configuration).catch((error) => {
    throw new BadArguments(
      `--out ${out} cannot be written (${error.code}); accepted is a file in a folder that can be.`,
    )
  })
  return { out: '', error: '', code: 0 }
}

function stepWords({ line, cmdlet, target, result, message }: StepResult): string {
  return `line ${line}: ${cmdlet}${target === undefined ? '' : ` ${target}`}: ${result}${message ? `. ${message}` : ''}\n`
}

function refusalWords({ line, sentence }: Extract<ApplyResult, { applied: false }>): string {
  return `lab: ${line === undefined ? '' : `Line ${line}: `}${sentence} Nothing was changed.`
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}

/** A script may have a byte-order mark, of UTF-8 or UTF-16. */
async function readScriptFile(path: string, what: 'script' | 'list' = 'script'): Promise<string> {
  const bytes =
    path === '-'
      ? await buffer(process.stdin)
      : await readFile(path).catch((error) => {
          throw new BadArguments(`The ${what} ${path} cannot be read (${error.code}); accepted is a file.`)
        })
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new BadArguments(`The ${what} ${path} is neither UTF-8 nor UTF-16; accepted is one of the two.`)
  }
}

async function refuseToReplaceOthers(path: string): Promise<void> {
  const content = await readFile(path, 'utf8').catch(() => '')
  if (content === '' || content.startsWith(BEGINNING)) return
  const accepted = 'accepted is a new file, or one that a lab wrote'
  throw new BadArguments(`--out ${path} holds something that is no configuration; ${accepted}.`)
}

async function ask(organisationFile: string, path: string, body: string): Promise<string> {
  const { port, token } = await readShellFile(organisationFile)
  const bytes = Buffer.from(body)
  const asked = request({
    host: '127.0.0.1',
    port,
    path,
    method: 'POST',
    agent: false,
    headers: { Authorization: `Bearer ${token}`, 'Content-Length': bytes.length },
    signal: AbortSignal.timeout(MOST_MILLISECONDS),
  })
  asked.end(bytes)
  try {
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    // Not as text at once, which would lose the byte-order mark.
    const answer = (await buffer(response)).toString('utf8')
    if (response.statusCode === 200) return answer
    throw new BadArguments(`The lab for --org ${organisationFile} answers ${response.statusCode}.`)
  } catch (error) {
    if (error instanceof BadArguments) throw error
    throw new BadArguments(`The lab for --org ${organisationFile} does not answer; accepted is that of one that runs.`)
  }
}
