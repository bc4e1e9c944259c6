import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createMemoryPasswordStore } from '../../../electron/api/password-store.ts'
import { StoppedError, UsageError } from '../../../electron/cli/exit-code.ts'
import { type PasswordSources, readPassword } from '../../../electron/cli/read-password.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'

const never = new AbortController().signal

function organisation(password?: NonNullable<Organisation['account']>['password']): Organisation {
  return {
    format: 1,
    name: 'Contoso',
    domain: 'contoso.test',
    mailbox: 'probe@contoso.test',
    account: { username: 'CONTOSO\\probe', ...(password && { password }) },
  }
}

function sources(changed: Partial<PasswordSources> = {}): PasswordSources {
  return {
    fromInput: false,
    input: new PassThrough(),
    prompt: new PassThrough(),
    environment: {},
    openStore: () => createMemoryPasswordStore(),
    signal: never,
    ...changed,
  }
}

test.each(['before', 'while'])('a signal %s the input is waited for ends the wait', async (when) => {
  const stopping = new AbortController()
  const input = new PassThrough()
  input.write('half a passw')
  if (when === 'before') stopping.abort()
  const read = readPassword(organisation(), sources({ fromInput: true, input, signal: stopping.signal }))
  stopping.abort()
  await expect(read).rejects.toBeInstanceOf(StoppedError)
  expect(input.destroyed).toBe(true)
})

test('an input that gives no line is not waited for without end', async () => {
  const read = readPassword(organisation(), sources({ fromInput: true, waitMilliseconds: 1 }))
  await expect(read).rejects.toThrow(/gave no line within 0 seconds: accepted is/)
  await expect(read).rejects.toBeInstanceOf(UsageError)
})

test('a line that comes in parts is read up to its break, though the input stays open', async () => {
  const input = new PassThrough()
  input.write(Buffer.from([0x70, 0xc3]))
  input.write(Buffer.from([0xa4, 0x0d]))
  input.write('\nsecond')
  expect(await readPassword(organisation(), sources({ fromInput: true, input }))).toEqual({ password: 'pä' })
})

test('a terminal is asked without showing what is typed', async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true })
  const prompt = new PassThrough()
  const read = readPassword(organisation(), sources({ fromInput: true, input, prompt }))
  input.write('hunter2\r')
  expect(await read).toEqual({ password: 'hunter2' })
  expect(String(prompt.read())).toBe('Password of CONTOSO\\probe: \n')
})

test.each([
  ['Ctrl+C', '\u0003', StoppedError],
  ['an empty line', '\r', UsageError],
])('on a terminal %s gives no password', async (_what, typed, kind) => {
  const input = Object.assign(new PassThrough(), { isTTY: true })
  const read = readPassword(organisation(), sources({ fromInput: true, input }))
  input.write(typed)
  await expect(read).rejects.toBeInstanceOf(kind)
})

test('the environment variable that the file names is read, and no other place', async () => {
  const environment = { SECRET: 'hunter2', EMPTY: '' }
  const read = (name: string) => readPassword(organisation({ environment: name }), sources({ environment }))
  expect(await read('SECRET')).toEqual({ password: 'hunter2' })
  expect(await read('EMPTY')).toEqual({ missing: expect.stringMatching(/variable EMPTY, .* is not set/) })
})

test('the keychain entry that the file names is read', async () => {
  const store = createMemoryPasswordStore()
  await store.write('Postern', 'probe', 'hunter2')
  const place = { keychain: { service: 'Postern', account: 'probe' } }
  expect(await readPassword(organisation(place), sources({ openStore: () => store }))).toEqual({
    password: 'hunter2',
  })
})

test('without an account there is no password to miss', async () => {
  const { account: _account, ...without } = organisation()
  expect(await readPassword(without, sources())).toEqual({})
})
