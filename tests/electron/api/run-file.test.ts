import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRunFile } from '../../../electron/api/run-file.ts'
import { sampleRun } from '../../shared/contract/samples.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-run-file-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function read(content: string | Buffer) {
  const file = join(folder, 'run.json')
  await writeFile(file, content)
  return readRunFile(file)
}

describe('a file that is no run is refused in a sentence that holds nothing of it', () => {
  test.each<[string, string | Buffer, string]>([
    ['empty', '', 'The file is not JSON in UTF-8.'],
    ['no JSON', 'hunter2', 'The file is not JSON in UTF-8.'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'The file is not JSON in UTF-8.'],
    ['something else', '{"hunter2": "hunter2"}', 'The file is JSON, and not a run. '],
    [
      'a run with more than a run has',
      JSON.stringify({ ...sampleRun, verdict: 'hunter2' }),
      'The file is a run with something wrong in it: ',
    ],
  ])('%s', async (_what, content, start) => {
    const answer = await read(content)
    if (!('sentence' in answer)) throw new Error('It was taken.')
    expect(answer.sentence.startsWith(start)).toBe(true)
    expect(answer.sentence).not.toContain('hunter2')
    expect(answer.sentence).toContain('postern probe --json')
  })

  test('one that is not there', async () => {
    expect(await readRunFile(join(folder, 'none.json'))).toMatchObject({
      sentence: expect.stringContaining('There is no such file.'),
    })
  })

  test('one that is far too large, of which no more is read', async () => {
    const file = join(folder, 'run.json')
    await writeFile(file, '')
    await truncate(file, 17 * 1_048_576)
    expect(await readRunFile(file)).toMatchObject({
      sentence: expect.stringContaining('The file is larger than 16 MiB.'),
    })
  })
})

test('a run is read, with a byte order mark before it too', async () => {
  expect(await read(JSON.stringify(sampleRun))).toEqual({ run: sampleRun })
  expect(await read(`\ufeff${JSON.stringify(sampleRun)}`)).toEqual({ run: sampleRun })
})
