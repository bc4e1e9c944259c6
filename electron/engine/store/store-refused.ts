import { t } from '../../../shared/language/translate.ts'

/** What is kept cannot be opened, read or written, for a reason that lies outside Postern; `sentence` tells a person. */
export class StoreRefused extends Error {
  readonly sentence: string

  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'StoreRefused'
    this.sentence = sentence
  }
}

/** The primary result codes of SQLite that say something of the machine and nothing of our code: sqlite.org/rescode.html. */
const sentences: Readonly<Record<number, (place: string) => string>> = {
  3: cannotBeWritten,
  5: (place) => t`Another Postern is busy with ${place} and has not come to an end. Try again when it has.`,
  8: cannotBeWritten,
  10: (place) => t`The disk failed while ${place} was read or written.`,
  11: isDamaged,
  13: (place) => t`The disk is full: nothing more can be written to ${place}.`,
  14: cannotBeWritten,
  26: isDamaged,
}

const systemSentences: Readonly<Record<string, (place: string) => string>> = {
  EACCES: cannotBeWritten,
  EPERM: cannotBeWritten,
  EROFS: cannotBeWritten,
  ENOENT: cannotBeWritten,
  ENOTDIR: cannotBeWritten,
  EEXIST: cannotBeWritten,
  EISDIR: cannotBeWritten,
  EBUSY: (place) => t`Another program has ${place} open. Try again when it is closed.`,
  ENOSPC: (place) => t`The disk is full: nothing more can be written to ${place}.`,
  EDQUOT: (place) => t`The disk is full: nothing more can be written to ${place}.`,
  EIO: (place) => t`The disk failed while ${place} was read or written.`,
}

function cannotBeWritten(place: string): string {
  return t`Postern cannot write to ${place}. It keeps its runs there, so it needs to be allowed to.`
}

function isDamaged(place: string): string {
  return t`${place} is damaged. When Postern is started again, it sets the file aside and begins a new one.`
}

/** What was thrown, as a refusal where it is the machine's doing; our own mistakes stay what they are. */
export function refusalOf(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreRefused) return error
  const result = sqliteCode(error)
  const system = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const sentence =
    result === undefined
      ? Object.hasOwn(systemSentences, system) && systemSentences[system]
      : Object.hasOwn(sentences, result) && sentences[result]
  return sentence ? new StoreRefused(sentence(place), error) : error
}

/** The primary result code of an error that SQLite reported. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  return error.errcode & 0xff
}
