import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { StoppedError, UsageError } from '../../../electron/cli/exit-code.ts'
import { readTargetList } from '../../../electron/cli/target-list.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-list-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const never = new AbortController().signal
const nothing = Readable.from([])

async function read(content: string | Buffer) {
  const path = join(folder, 'list.txt')
  await writeFile(path, content)
  const given = await readTargetList(path, { input: nothing, signal: never })
  return given.map(({ text, where }) => `${where.replace(`${path}, `, '')}${text}`)
}

test.each<[string, string | Buffer, RegExp]>([
  ['is empty', '', /list\.txt holds no target: accepted is text, one target a line/],
  ['holds remarks alone', '# one\n\n  # two\r\n', /holds no target/],
  ['is larger than 1 MiB', Buffer.alloc(1_048_577, 0x0a), /list\.txt: The file is larger than 1 MiB: accepted/],
  ['is Latin-1', Buffer.from('münchen.test', 'latin1'), /is neither UTF-8 nor UTF-16/],
  ['is UTF-16 without its mark', Buffer.from('10.0.0.1\r\n', 'utf16le'), /is neither UTF-8 nor UTF-16/],
  ['breaks off in UTF-16', Buffer.from([0xff, 0xfe, 0x61]), /is neither UTF-8 nor UTF-16/],
])('a file that %s is refused', async (_what, content, sentence) => {
  await expect(read(content)).rejects.toThrow(UsageError)
  await expect(read(content)).rejects.toThrow(sentence)
})

test.each([
  ['is not there', 'missing.txt', /There is no such file: accepted/],
  ['is a folder', '.', /It is a folder: accepted/],
])('a file that %s is refused', async (_what, name, sentence) => {
  await expect(readTargetList(join(folder, name), { input: nothing, signal: never })).rejects.toThrow(sentence)
})

test.each<[string, string | Buffer]>([
  ['of Unix', '10.0.0.1\n\n# two\n mail.contoso.test # three\n'],
  ['of Windows', '10.0.0.1\r\n\r\n# two\r\n mail.contoso.test # three\r\n'],
  ['with a byte order mark', '\ufeff10.0.0.1\n\n# two\nmail.contoso.test'],
  ['in quotes, as Export-Csv writes it', '"10.0.0.1"\r\n\r\n#TYPE two\r\n"mail.contoso.test"\r\n'],
  [
    'of Windows PowerShell with its bytes turned round',
    Buffer.from('\ufeff10.0.0.1\r\n\r\n# two\r\nmail.contoso.test\r\n', 'utf16le').swap16(),
  ],
  ['of Windows PowerShell', Buffer.from('\ufeff10.0.0.1\r\n\r\n# two\r\nmail.contoso.test\r\n', 'utf16le')],
])('a list %s is read line by line', async (_what, content) => {
  expect(await read(content)).toEqual(['line 1: 10.0.0.1', 'line 4: mail.contoso.test'])
})

test('standard input is read to its end', async () => {
  const input = Readable.from([Buffer.from('10.0.0'), Buffer.from('.1\n10.0.0.2')])
  const given = await readTargetList('-', { input, signal: never })
  expect(given).toEqual([
    { text: '10.0.0.1', where: 'Standard input, line 1: ' },
    { text: '10.0.0.2', where: 'Standard input, line 2: ' },
  ])
})

test('standard input without an end is left when there is too much of it', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65_536, 0x0a)
    })(),
  )
  await expect(readTargetList('-', { input: endless, signal: never })).rejects.toThrow(/larger than 1 MiB/)
})

test('standard input that says nothing is left after a while, or at once when it is stopped', async () => {
  const silent = () => new PassThrough()
  const waited = readTargetList('-', { input: silent(), signal: never, waitMilliseconds: 1 })
  await expect(waited).rejects.toThrow(/^Standard input did not end within 0 seconds/)
  await expect(readTargetList('-', { input: silent(), signal: AbortSignal.abort() })).rejects.toThrow(StoppedError)
})
