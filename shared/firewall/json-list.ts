import { t } from '../language/translate.ts'
import { entryNamesIn, isChangeKey } from './entry-keys.ts'
import { followPointer } from './json-pointer.ts'
import { type ListFileRefusal, refuseFile } from './list-file-refusal.ts'
import type { WrittenEntry } from './read-entries.ts'
import { momentOf } from './vendor-moment.ts'

/** The texts of a list in JSON. `ofWebhooks`: it has the shape of the vendor's list of webhook senders. */
export type JsonList = { written: WrittenEntry[]; updatedAt: string | null; ofWebhooks: boolean }

type FoundList = Omit<JsonList, 'ofWebhooks'>

type Tree = { [name: string]: unknown }

/** Finds the list in a document: where the pointer leads, or by its shape, as vendors publish theirs. */
export function listInJson(document: unknown, pointer: string | null): JsonList | ListFileRefusal {
  const list = pointer ? listAt(document, pointer) : listByShape(document)
  return 'unreadable' in list ? list : { ...list, ofWebhooks: isOfWebhooks(document) }
}

/** The third version of the vendor's API puts its answers into `data`; of lists of addresses it has that of webhooks alone. */
function isOfWebhooks(document: unknown): boolean {
  return isTree(document) && isTree(document.data) && Object.hasOwn(document.data, 'ip_addresses')
}

function listAt(document: unknown, pointer: string): FoundList | ListFileRefusal {
  const pointed = followPointer(document, pointer)
  if ('unreadable' in pointed) return pointed
  const { value, within } = pointed
  if (isTree(value)) return listByShape(value, within, document)
  if (!Array.isArray(value)) return refuseFile('not-a-list', { what: kindOf(value) })
  return ofValues(value, within, document)
}

/** `around`: what the document stands in, which may say when it was changed. */
function listByShape(document: unknown, ...around: readonly unknown[]): FoundList | ListFileRefusal {
  if (Array.isArray(document)) return ofValues(document, ...around)
  if (!isTree(document)) return refuseFile('no-pointer', { what: kindOf(document) })
  if (isTree(document.data)) return listByShape(document.data, document, ...around)
  const names = entryNamesIn(Object.keys(document).filter((name) => Array.isArray(document[name])))
  if (names === null)
    return refuseFile('several-lists', { names: Object.keys(document).filter((name) => Array.isArray(document[name])) })
  if (names.length === 0) {
    const found = listInData(document)
    return found
      ? ofValues(found, document, ...around)
      : (errorIn(document) ?? refuseFile('no-list', { names: Object.keys(document) }))
  }
  return ofValues(
    names.flatMap((name) => document[name] as unknown[]),
    document,
    ...around,
  )
}

/** Many an API has its entries as objects in `data`; they are taken for them where no other list lies beside, and each has an entry. */
function listInData(document: Tree): readonly unknown[] | undefined {
  const { data } = document
  if (!Array.isArray(data) || data.length === 0) return undefined
  if (Object.entries(document).some(([name, value]) => name !== 'data' && Array.isArray(value))) return undefined
  const hasEntry = (value: unknown) => isTree(value) && (entryNamesIn(Object.keys(value))?.length ?? 0) > 0
  return data.every(hasEntry) ? data : undefined
}

function ofValues(values: readonly unknown[], ...dated: readonly unknown[]): FoundList | ListFileRefusal {
  const written: WrittenEntry[] = []
  for (const [index, value] of values.entries()) {
    const at = index + 1
    if (typeof value === 'string') written.push({ text: value, at })
    else if (Array.isArray(value)) return refuseFile('list-in-list', { at })
    else if (!isTree(value)) return refuseFile('entry-not-text', { at, what: kindOf(value) })
    else {
      const names = entryNamesIn(Object.keys(value))
      if (names === null) return refuseFile('entry-of-two-keys', { at, names: Object.keys(value) })
      if (names.length === 0) return refuseFile('entry-without-key', { at, names: Object.keys(value) })
      for (const name of names) {
        const text = value[name]
        if (typeof text !== 'string') return refuseFile('entry-not-text', { at, what: kindOf(text) })
        written.push({ text, at })
      }
    }
  }
  return { written, updatedAt: changedAt(dated) }
}

/** What the vendor says beside its list, or at the beginning of the document. */
function changedAt(trees: readonly unknown[]): string | null {
  for (const tree of trees) {
    if (!isTree(tree)) continue
    const name = Object.keys(tree).find(isChangeKey)
    const moment = name === undefined ? null : momentOf(tree[name])
    if (moment) return moment
  }
  return null
}

function errorIn(document: Tree): ListFileRefusal | undefined {
  const { error, message } = document
  const inner = isTree(error) ? error.message : error
  const what = [message, inner].find((each) => typeof each === 'string')
  return typeof what === 'string' ? refuseFile('error-answer', { what }) : undefined
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function kindOf(value: unknown): string {
  if (value === null) return t`null`
  if (Array.isArray(value)) return t`a list`
  if (typeof value === 'object') return t`an object`
  if (typeof value === 'string') return t`a text`
  return typeof value === 'number' ? t`a number` : t`true or false`
}
