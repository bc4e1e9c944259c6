import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOrganisationFile } from '../../../electron/api/organisation-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-organisation-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(text: string) {
  const path = join(folder, 'organisation.json')
  await writeFile(path, text)
  return readOrganisationFile(path)
}

const good = { format: 1, name: 'Contoso', domain: 'contoso.test', mailbox: 'probe@contoso.test' }

test.each([
  ['', 'The file is not JSON. Accepted is an organisation file as `postern probe --org` reads it.'],
  ['{"format": 1', 'The file is not JSON. Accepted is an organisation file as `postern probe --org` reads it.'],
  ['\u0000'.repeat(1_048_577), 'The file is larger than 1 MiB; an organisation file is not.'],
  ['[]', expect.stringMatching(/^The file is not an organisation: the whole: /)],
  [JSON.stringify({ ...good, format: 2 }), expect.stringContaining('format: is not a format that this Postern reads')],
  [JSON.stringify({ ...good, password: 'hunter2' }), expect.not.stringContaining('hunter2')],
])('a malformed file gets one sentence (%#)', async (text, sentence) => {
  expect(await read(text)).toEqual({ sentence })
})

test.each([['missing.json'], ['.']])('a file that cannot be read: %s', async (name) => {
  expect(await readOrganisationFile(join(folder, name))).toEqual({ sentence: 'The file cannot be read.' })
})

test('an organisation is read', async () => {
  expect(await read(JSON.stringify(good))).toEqual({ organisation: good })
})
