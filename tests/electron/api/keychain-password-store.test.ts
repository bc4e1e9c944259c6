import { describe, expect, test } from 'vitest'
import { openPasswordStore } from '../../../electron/api/keychain-password-store.ts'

/** A keychain as keytar shows it, whose functions can be made to fail. */
function createKeychain() {
  const entries = new Map<string, string>()
  const keychain = {
    entries,
    locked: false,
    async getPassword(service: string, account: string) {
      if (keychain.locked) throw new Error('locked')
      return entries.get(`${service}|${account}`) ?? null
    },
    async setPassword(service: string, account: string, password: string) {
      if (keychain.locked) throw new Error(`locked: ${password}`)
      entries.set(`${service}|${account}`, password)
    },
    async deletePassword(service: string, account: string) {
      if (keychain.locked) throw new Error('locked')
      return entries.delete(`${service}|${account}`)
    },
  }
  return keychain
}

describe('where there is no keychain, passwords are kept in memory', () => {
  test.each<[string, () => unknown]>([
    [
      'keytar is not installed',
      () => {
        throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' })
      },
    ],
    ['keytar is another thing', () => ({ getPassword: () => null })],
    ['keytar is nothing', () => null],
    ['no secret service answers', () => Object.assign(createKeychain(), { locked: true })],
  ])('%s', async (_what, load) => {
    const store = await openPasswordStore(load)
    expect(store.kind()).toBe('memory')
    expect(await store.read('s', 'anna')).toBeUndefined()
    await store.write('s', 'anna', 'one')
    expect(await store.read('s', 'anna')).toBe('one')
    expect(await store.read('s', 'bert')).toBeUndefined()
    expect(await store.read('sa', 'nna')).toBeUndefined()
    await store.remove('s', 'anna')
    expect(await store.read('s', 'anna')).toBeUndefined()
  })
})

test('where there is one, they are kept in it', async () => {
  const keychain = createKeychain()
  const store = await openPasswordStore(() => keychain)
  expect(store.kind()).toBe('keychain')
  await store.write('Postern', 'anna', 'one')
  expect([...keychain.entries]).toEqual([['Postern|anna', 'one']])
  expect(await store.read('Postern', 'anna')).toBe('one')
  await store.remove('Postern', 'anna')
  expect(await store.read('Postern', 'anna')).toBeUndefined()
  expect(keychain.entries.size).toBe(0)
})

test('a keychain that is locked later is left for memory, for good', async () => {
  const keychain = createKeychain()
  const store = await openPasswordStore(() => keychain)
  keychain.locked = true
  await store.write('Postern', 'anna', 'one')
  expect(store.kind()).toBe('memory')
  keychain.locked = false
  expect(await store.read('Postern', 'anna')).toBe('one')
  expect(keychain.entries.size).toBe(0)
})

test('the system’s own keychain is found, or is not, without an error', async () => {
  expect(['keychain', 'memory']).toContain((await openPasswordStore()).kind())
})
