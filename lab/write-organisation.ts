import { readFile, writeFile } from 'node:fs/promises'
import { BadArguments } from './bad-arguments.ts'
import { type LabOrganisation, ORGANISATION_NAME } from './organisation-file.ts'

/** The longest existing file that is looked into, in bytes. */
const MOST_BYTES = 1_048_576

/**
 * Writes the organisation file. A file that is already there is replaced only when it is empty or an earlier one of
 * the lab's own, so that nobody's real organisation is lost. Throws BadArguments.
 */
export async function writeOrganisation(path: string, organisation: LabOrganisation): Promise<void> {
  await refuseToReplaceOthers(path)
  try {
    await writeFile(path, `${JSON.stringify(organisation, undefined, 2)}\n`)
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

/** Throws BadArguments when `path` holds something that the lab did not write, or cannot be looked at. */
export async function refuseToReplaceOthers(path: string): Promise<void> {
  let content: Buffer
  try {
    content = await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw cannotWrite(path, error)
  }
  if (content.length === 0 || (content.length <= MOST_BYTES && isOfTheLab(content.toString('utf8')))) return
  throw new BadArguments(
    `--org ${path} holds something that the lab did not write; accepted is a new file, an empty one or an earlier one of the lab.`,
  )
}

function isOfTheLab(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'name' in value && value.name === ORGANISATION_NAME
  } catch {
    return false
  }
}

function cannotWrite(path: string, error: unknown): BadArguments {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error'
  return new BadArguments(
    `--org ${path} cannot be written (${code}); accepted is a file in a folder that can be written to.`,
  )
}
