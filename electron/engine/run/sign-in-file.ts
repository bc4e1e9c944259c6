import { createHmac, randomBytes, scrypt } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { type FileLock, takeFileLock } from './file-lock.ts'
import { emptySignInFile, type SignInFileContent, signInFileContent } from './sign-in-file-content.ts'
import { mayBeUnderWay } from './sign-in-holder.ts'
import { isBlank, MemoryUnavailable, nothingOf, type PasswordMemory, type SignInMemory } from './sign-in-memory.ts'

const LARGEST_BYTES = 1024 * 1024
const derive = promisify<string, Buffer, number, Buffer>(scrypt)

/**
 * `clear` takes the file away: what was rejected is not known any more, as the administrator wants it. A sign-in that
 * another program has under way stays in it, since what comes of that is yet to be noted, by the same salt.
 */
export type SignInFile = SignInMemory & { clear(): Promise<void> }

/**
 * A memory in a file of its own, readable by its user alone. Of a password it holds one byte of a salted scrypt: enough
 * to know a password again, and too little to guess it from. A file that cannot be read is never taken for an empty
 * one. Safe for several processes at once.
 */
export function openSignInFile(path: string): SignInFile {
  // Scrypt is slow on purpose; what is kept between two uses is told apart by a keyed hash, and holds no password.
  const key = randomBytes(32)
  const marks = new Map<string, Promise<string>>()
  let turn: Promise<unknown> = Promise.resolve()

  /** One change after another in this process, and one process after another. */
  function change(make: (content: SignInFileContent | 'unreadable') => SignInFileContent | undefined): Promise<void> {
    const mine = turn.then(() => unlessUnavailable(path, () => changeFile(path, make)))
    turn = mine.catch(() => undefined)
    return mine
  }

  /** The salt of a file that is not there yet must be the one that it gets. */
  async function saltOfFile(): Promise<string> {
    const there = await unlessUnavailable(path, () => readContent(path))
    if (there) return there.salt
    let salt = ''
    await change((content) => {
      const created = readable(content)
      salt = created.salt
      return created
    })
    return salt
  }

  /** Scrypt is asked once for a password and a salt. */
  function knownMark(password: string, salt: string): Promise<string> {
    const name = `${salt} ${createHmac('sha256', key).update(password).digest('hex')}`
    const mark = marks.get(name) ?? markWith(password, salt)
    marks.set(name, mark)
    return mark
  }

  return {
    clear: () => unlessUnavailable(path, () => removeFile(path)),
    markOf: async (password) => knownMark(password, await saltOfFile()),
    // The file is only ever replaced as a whole, so that what is read without its lock is what somebody wrote.
    look: (accounts, password) =>
      unlessUnavailable(path, async () => {
        const content = await readContent(path)
        if (content === undefined) return []
        const mark = await knownMark(password, content.salt)
        return accounts.map((account) => entryOf(content, account, mark))
      }),
    update: (accounts, mark, changeEntries) =>
      change((found) => {
        const content = readable(found)
        const entries = accounts.map((account) => entryOf(content, account, mark))
        const changed = changeEntries(entries)
        if (changed.every((entry, index) => entry === entries[index])) return undefined
        return accounts.reduce(
          (written, account, index) => withEntry(written, account, changed[index] ?? nothingOf(mark)),
          content,
        )
      }),
    forget: (account, mark, keep) =>
      change((content) => {
        const known = content === 'unreadable' ? { ...emptySignInFile(), lost: true } : content
        const entries = (known.accounts[account] ?? [])
          .map((entry) => (entry.mark === mark ? keep(entry) : entry))
          .filter((entry) => !isBlank(entry))
        return { ...known, accounts: { ...known.accounts, [account]: entries } }
      }),
  }
}

/** One byte, of RFC 7914 with 16 MiB of work. */
async function markWith(password: string, salt: string): Promise<string> {
  return (await derive(password, Buffer.from(salt, 'hex'), 32)).subarray(0, 1).toString('hex')
}

function entryOf(content: SignInFileContent, account: string, mark: string): PasswordMemory {
  const entries = Object.hasOwn(content.accounts, account) ? content.accounts[account] : undefined
  if (!entries && content.lost) throw unreadable()
  return entries?.find((entry) => entry.mark === mark) ?? nothingOf(mark)
}

function withEntry(content: SignInFileContent, account: string, entry: PasswordMemory): SignInFileContent {
  const others = (content.accounts[account] ?? []).filter(({ mark }) => mark !== entry.mark)
  const entries = isBlank(entry) ? others : [...others, entry]
  const { [account]: _before, ...accounts } = content.accounts
  // An account without anything to remember is left out, unless its being there says that it is known.
  if (entries.length > 0 || content.lost) accounts[account] = entries
  return { ...content, accounts }
}

function readable(content: SignInFileContent | 'unreadable'): SignInFileContent {
  if (content === 'unreadable') throw unreadable()
  return content
}

function unreadable(): Error {
  return new Error('It cannot be read.')
}

async function unlessUnavailable<T>(path: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new MemoryUnavailable(`What Postern remembers of sign-ins, ${path}, cannot be used: ${why}`)
  }
}

/** Undefined where there is no file. */
async function readContent(path: string): Promise<SignInFileContent | undefined> {
  let text: string
  try {
    if ((await stat(path)).size > LARGEST_BYTES) throw unreadable()
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  return signInFileContent(text)
}

/** What `make` throws changes nothing. */
async function changeFile(
  path: string,
  make: (content: SignInFileContent | 'unreadable') => SignInFileContent | undefined,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const lock = await takeFileLock(`${path}.lock`)
  try {
    const found = await readContent(path).then(
      (content) => content ?? emptySignInFile(),
      () => 'unreadable' as const,
    )
    const changed = make(found)
    if (changed) await replace(path, `${JSON.stringify(changed, null, 2)}\n`, lock)
  } finally {
    await lock.release()
  }
}

async function removeFile(path: string): Promise<void> {
  const lock = await takeFileLock(`${path}.lock`)
  try {
    const underWay = await readContent(path).then(
      (content) => content && onlyUnderWay(content),
      () => undefined,
    )
    if (underWay) await replace(path, `${JSON.stringify(underWay, null, 2)}\n`, lock)
    else await rm(path, { force: true })
  } finally {
    await lock.release()
  }
}

/** What is under way, and nothing else; undefined where nothing is. */
function onlyUnderWay({ format, salt, accounts }: SignInFileContent): SignInFileContent | undefined {
  const left = Object.entries(accounts).flatMap(([account, entries]) => {
    const underWay = entries.filter(({ pending }) => pending && mayBeUnderWay(pending, new Date()))
    return underWay.length > 0 ? [[account, underWay.map(({ mark, pending }) => ({ mark, pending }))] as const] : []
  })
  return left.length > 0 ? { format, salt, accounts: Object.fromEntries(left) } : undefined
}

/** The new file is whole on the disk before it takes the old one's place. */
async function replace(path: string, text: string, lock: FileLock): Promise<void> {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = await open(fresh, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await chmod(fresh, 0o600)
    if (!(await lock.stillHeld())) throw new Error('Another program took its lock away.')
    await rename(fresh, path)
  } catch (error) {
    await unlink(fresh).catch(() => undefined)
    throw error
  }
}
