import { open, readFile, rm } from 'node:fs/promises'
import { BadArguments } from '../bad-arguments.ts'

/** Where the shell of a running lab listens, and what it asks for. */
export interface ShellAddress {
  readonly port: number
  readonly token: string
}

const KIND = 'postern-lab-shell'
const MOST_BYTES = 1_024

/** Beside the organisation file. */
function shellFileOf(organisationFile: string): string {
  return `${organisationFile}.shell`
}

/** Says where the shell is, to whoever may read this user's files. Resolves to what takes it back. */
export async function writeShellFile(organisationFile: string, address: ShellAddress): Promise<() => Promise<void>> {
  const path = shellFileOf(organisationFile)
  const before = await read(path)
  if (before !== undefined && !addressIn(before)) {
    throw new BadArguments(`${path} is there, and the lab did not write it; accepted is another --org.`)
  }
  // One of an earlier lab that was killed: made anew, so that nobody but this user may read it.
  if (before !== undefined) await rm(path)
  const file = await open(path, 'wx', 0o600).catch((error) => {
    throw new BadArguments(`${path} cannot be written (${error.code}); accepted is --org in a folder that can be.`)
  })
  try {
    await file.writeFile(`${JSON.stringify({ kind: KIND, ...address })}\n`)
  } finally {
    await file.close()
  }
  return async () => {
    // Another lab may have taken its place.
    const now = addressIn((await read(path)) ?? '')
    if (now?.token === address.token) await rm(path, { force: true })
  }
}

/** Where the shell of the lab is that wrote this organisation file. Throws BadArguments. */
export async function readShellFile(organisationFile: string): Promise<ShellAddress> {
  const path = shellFileOf(organisationFile)
  const address = addressIn((await read(path)) ?? '')
  if (address) return address
  throw new BadArguments(
    `No lab runs for --org ${organisationFile}; accepted is the organisation file of one that runs.`,
  )
}

/** Undefined where there is none. */
async function read(path: string): Promise<string | undefined> {
  try {
    const content = await readFile(path)
    return content.length > MOST_BYTES ? 'too long' : content.toString('utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') return undefined
    throw new BadArguments(`${path} cannot be read (${code}); accepted is a file.`)
  }
}

function addressIn(text: string): ShellAddress | undefined {
  try {
    const { kind, port, token } = JSON.parse(text)
    return kind === KIND && typeof port === 'number' && typeof token === 'string' ? { port, token } : undefined
  } catch {
    return undefined
  }
}
