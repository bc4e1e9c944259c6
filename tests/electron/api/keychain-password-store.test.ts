import { describe, expect, test } from 'vitest'
import { openPasswordStore } from '../../../electron/api/keychain-password-store.ts'
import type { SetTimer } from '../../../shared/contract/set-timer.ts'

/**
 * A keychain as keytar shows it. `locked`: as gnome-keyring is without a display, entries seem not to be there and none
 * can be written; `gone`: nothing answers; `hangs`: a call never comes back.
 */
function createKeychain() {
  const entries = new Map<string, string>()
  const keychain = {
    entries,
    state: 'open' as 'open' | 'locked' | 'gone' | 'hangs',
    underWay: 0,
    mostUnderWay: 0,
    async getPassword(service: string, account: string) {
      await reach()
      return (keychain.state === 'open' && entries.get(`${service}|${account}`)) || null
    },
    async setPassword(service: string, account: string, password: string) {
      await reach()
      if (keychain.state === 'locked') throw new Error(`locked: ${password}`)
      entries.set(`${service}|${account}`, password)
    },
    async findCredentials(service: string) {
      await reach()
      const accounts = keychain.state === 'open' ? [...entries.keys()].map((entry) => entry.split('|')) : []
      return accounts.flatMap(([of, account]) => (of === service ? [{ account, password: 'not looked at' }] : []))
    },
    async deletePassword(service: string, account: string) {
      await reach()
      return keychain.state === 'open' && entries.delete(`${service}|${account}`)
    },
  }
  async function reach(): Promise<void> {
    keychain.underWay += 1
    keychain.mostUnderWay = Math.max(keychain.mostUnderWay, keychain.underWay)
    if (keychain.state === 'hangs') await new Promise(() => undefined)
    await Promise.resolve()
    keychain.underWay -= 1
    if (keychain.state === 'gone') throw new Error('no secret service')
  }
  return keychain
}

/** A timer whose time passes when the test says so. */
function createTimer() {
  const running = new Set<() => void>()
  const setTimer: SetTimer = (callback) => {
    running.add(callback)
    return () => running.delete(callback)
  }
  const pass = (): void => {
    for (const callback of [...running]) callback()
  }
  return { running, setTimer, pass }
}

/** Opens a store over a keychain that was used already, and counts how often it says that it was left. */
async function inUse() {
  const keychain = createKeychain()
  const store = openPasswordStore({ load: () => keychain })
  let left = 0
  store.onMemory(() => {
    left += 1
  })
  await store.write('Postern', 'anna', 'one')
  expect(await store.kind()).toBe('keychain')
  return { keychain, store, left: () => left }
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
    ['no secret service answers', () => Object.assign(createKeychain(), { state: 'gone' })],
    ['it is locked, and says so only of what is written', () => Object.assign(createKeychain(), { state: 'locked' })],
  ])('%s', async (_what, load) => {
    const store = openPasswordStore({ load })
    expect(await store.kind()).toBe('memory')
    expect(await store.read('s', 'anna')).toBeUndefined()
    await store.write('s', 'anna', 'one')
    expect(await store.read('s', 'anna')).toBe('one')
    expect(await store.read('s', 'bert')).toBeUndefined()
    expect(await store.read('sa', 'nna')).toBeUndefined()
    expect([await store.accounts('s'), await store.accounts('sa')]).toEqual([['anna'], []])
    await store.write('s', 'anna', 'two')
    expect(await store.read('s', 'anna')).toBe('two')
    expect(await store.remove('s', 'anna')).toBe(true)
    expect(await store.read('s', 'anna')).toBeUndefined()
  })
})

test('where there is one, they are set, replaced and forgotten in it, and nothing else is left there', async () => {
  const keychain = createKeychain()
  const store = openPasswordStore({ load: () => keychain })
  expect(await store.kind()).toBe('keychain')
  for (const password of ['one', 'two']) {
    await store.write('Postern', 'anna', password)
    expect([...keychain.entries]).toEqual([['Postern|anna', password]])
    expect(await store.read('Postern', 'anna')).toBe(password)
  }
  expect(await store.remove('Postern', 'anna')).toBe(true)
  expect(await store.read('Postern', 'anna')).toBeUndefined()
  expect(await store.remove('Postern', 'anna')).toBe(true)
  expect(keychain.entries.size).toBe(0)
  expect(await store.kind()).toBe('keychain')
})

test('a keychain is asked for nothing before it is needed', () => {
  const keychain = createKeychain()
  openPasswordStore({ load: () => keychain })
  expect(keychain.mostUnderWay).toBe(0)
})

describe.each(['locked', 'gone'] as const)('a keychain that is %s later is left for memory, for good', (state) => {
  test('when a password is written', async () => {
    const { keychain, store, left } = await inUse()
    keychain.state = state
    await store.write('Postern', 'bert', 'two')
    expect(await store.kind()).toBe('memory')
    keychain.state = 'open'
    expect(await store.read('Postern', 'bert')).toBe('two')
    expect([...keychain.entries.keys()]).toEqual(['Postern|anna'])
    expect(left()).toBe(1)
  })

  test('when one is read', async () => {
    const { keychain, store, left } = await inUse()
    keychain.state = state
    expect(await store.read('Postern', 'anna')).toBeUndefined()
    expect(await store.kind()).toBe('memory')
    expect(left()).toBe(1)
  })

  test('when it is to tell whose passwords it has', async () => {
    const { keychain, store, left } = await inUse()
    expect(await store.accounts('Postern')).toEqual(['anna'])
    keychain.state = state
    expect(await store.accounts('Postern')).toEqual([])
    expect(await store.kind()).toBe('memory')
    expect(left()).toBe(1)
  })

  test('when one is to be forgotten, and says that it may still be there', async () => {
    const { keychain, store } = await inUse()
    keychain.state = state
    expect(await store.remove('Postern', 'anna')).toBe(false)
    expect(await store.kind()).toBe('memory')
    expect(await store.remove('Postern', 'of-which-nothing-is-known')).toBe(true)
  })
})

describe('a keychain that does not answer', () => {
  test('is left for memory when its time is over, and what waited behind is answered from there', async () => {
    const keychain = createKeychain()
    const { setTimer, pass, running } = createTimer()
    let hung = 0
    const store = openPasswordStore({ load: () => keychain, setTimer, onHang: () => (hung += 1) })
    await store.write('Postern', 'anna', 'one')
    expect(running.size).toBe(0)
    keychain.state = 'hangs'
    const answers = Promise.all([
      store.write('Postern', 'bert', 'two'),
      store.read('Postern', 'anna'),
      store.read('Postern', 'bert'),
      store.remove('Postern', 'anna'),
      store.kind(),
    ])
    await expect.poll(() => running.size).toBe(1)
    pass()
    expect(await answers).toEqual([undefined, undefined, 'two', false, 'memory'])
    expect(hung).toBe(1)
    expect(keychain.underWay).toBe(1)
  })

  test('from the start holds nobody up for longer either', async () => {
    const { setTimer, pass, running } = createTimer()
    const load = () => Object.assign(createKeychain(), { state: 'hangs' })
    const store = openPasswordStore({ load, setTimer, onHang: () => undefined })
    const kind = store.kind()
    await expect.poll(() => running.size).toBe(1)
    pass()
    expect(await kind).toBe('memory')
  })
})

test('calls of a keychain are made one after the other, so that one that hangs takes one thread and no more', async () => {
  const { keychain, store } = await inUse()
  await Promise.all(['a', 'b', 'c', 'd'].map((account) => store.write('Postern', account, 'one')))
  expect(keychain.entries.size).toBe(5)
  expect(keychain.mostUnderWay).toBe(1)
})

test('the system’s own keychain is found, or is not, without an error', async () => {
  expect(['keychain', 'memory']).toContain(await openPasswordStore().kind())
})
