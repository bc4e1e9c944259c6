import { open } from 'node:fs/promises'
import { issueSentence } from '../../shared/contract/issue-sentence.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'

const mostBytes = 1_048_576

/** An organisation from a file, or one sentence that says what is wrong with the file; it never holds a value of it. */
export type OrganisationFile = { organisation: Organisation } | { sentence: string }

/** Reads an organisation file that the admin chose; at most 1 MiB of it. */
export async function readOrganisationFile(path: string): Promise<OrganisationFile> {
  let text: string
  try {
    text = await readAtMost(path)
  } catch (error) {
    return { sentence: error instanceof RangeError ? error.message : 'The file cannot be read.' }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { sentence: 'The file is not JSON. Accepted is an organisation file as `postern probe --org` reads it.' }
  }
  const parsed = Organisation.safeParse(value)
  if (!parsed.success)
    return { sentence: `The file is not an organisation: ${issueSentence(parsed.error, { nameKeys: true })}` }
  return { organisation: parsed.data }
}

async function readAtMost(path: string): Promise<string> {
  await using file = await open(path, 'r')
  const buffer = Buffer.alloc(mostBytes + 1)
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
  if (bytesRead > mostBytes) throw new RangeError('The file is larger than 1 MiB; an organisation file is not.')
  return buffer.toString('utf8', 0, bytesRead)
}
