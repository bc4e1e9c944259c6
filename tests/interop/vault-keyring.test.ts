import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { titleWithReason, whyNoKeyring } from './peers/availability.ts'
import { type Keyring, startKeyring } from './peers/keyring.ts'
import { buildKeytar } from './peers/keytar.ts'
import { startVault } from './peers/vault.ts'

const reason = whyNoKeyring()
const anna = ['Postern', 'contoso.test/contoso\\anna'] as const
const password = 'Pä$$wörd "1" \\ 密'

describe.skipIf(reason)(titleWithReason('the vault at a gnome-keyring', reason), () => {
  let folder: string
  let keytar: string
  let keyring: Keyring
  let vault: ReturnType<typeof startVault>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postern-keytar-'))
    keytar = await buildKeytar(folder)
  }, 180_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))
  beforeEach(async () => {
    keyring = await startKeyring()
    vault = startVault({ keytar, bus: keyring.bus })
  })
  afterEach(async () => {
    await vault.end()
    await keyring.stop()
  })

  it('sets, reads, replaces and forgets a password there, as secret-tool sees it', async () => {
    expect(await vault.ask('kind')).toBe('keychain')
    expect(await vault.ask('read', ...anna)).toBeUndefined()
    for (const typed of [password, 'another']) {
      await vault.ask('write', ...anna, typed)
      expect(await keyring.look(...anna)).toBe(typed)
      expect(await vault.ask('read', ...anna)).toBe(typed)
    }
    expect(await vault.ask('remove', ...anna)).toBe(true)
    expect(await keyring.look(...anna)).toBeUndefined()
    expect(await vault.ask('read', ...anna)).toBeUndefined()
    expect(await vault.ask('kind')).toBe('keychain')
    expect(vault.left()).toBe(0)
  })

  it('leaves nothing of its own there when it has looked whether the keyring is open', async () => {
    expect(await vault.ask('kind')).toBe('keychain')
    expect(await keyring.look('Postern', 'is-there-a-keychain')).toBeUndefined()
  })

  it('finds again what it kept there before it was ended', async () => {
    await vault.ask('write', ...anna, password)
    expect(await vault.end()).toBe(7)
    vault = startVault({ keytar, bus: keyring.bus })
    expect(await vault.ask('read', ...anna)).toBe(password)
  })

  it('keeps passwords in memory where the keyring is locked from the start, though an empty answer is all it hears', async () => {
    await keyring.lock()
    expect(await vault.ask('kind')).toBe('memory')
    await vault.ask('write', ...anna, password)
    expect(await vault.ask('read', ...anna)).toBe(password)
    expect(await keyring.look(...anna)).toBeUndefined()
  })

  it('notices that the keyring was locked meanwhile, says so, and that what was kept there is there still', async () => {
    await vault.ask('write', ...anna, password)
    await keyring.lock()
    expect(await vault.ask('remove', ...anna)).toBe(false)
    expect(await vault.ask('kind')).toBe('memory')
    expect(vault.left()).toBe(1)
  })

  it('goes on in memory when the keyring is killed in the middle', async () => {
    await vault.ask('write', ...anna, password)
    process.kill(keyring.pid, 'SIGKILL')
    await vault.ask('write', ...anna, 'another')
    expect(await vault.ask('kind')).toBe('memory')
    expect(vault.left()).toBe(1)
    expect(await vault.ask('read', ...anna)).toBe('another')
  })

  it('waits no longer than it must for a keyring that does not answer, and ends with its own exit code', async () => {
    await vault.ask('write', ...anna, password)
    expect(await keyring.look(...anna)).toBe(password)
    process.kill(keyring.pid, 'SIGSTOP')
    const read = vault.ask('read', ...anna)
    vault.losePatience()
    expect(await read).toBeUndefined()
    expect(vault.left()).toBe(1)
    expect(await vault.ask('kind')).toBe('memory')
    expect(await vault.end()).toBe(7)
    process.kill(keyring.pid, 'SIGCONT')
  })

  it('keeps passwords in memory where there is no session bus', async () => {
    await vault.end()
    vault = startVault({ keytar, bus: undefined })
    expect(await vault.ask('kind')).toBe('memory')
    await vault.ask('write', ...anna, password)
    expect(await vault.ask('read', ...anna)).toBe(password)
  })
})
