import { type ListFileRefusal, refuseFile } from './list-file-refusal.ts'

/** What a pointer leads to, and the object that it lies in. */
export type Pointed = { value: unknown; within: unknown }

/** Follows a JSON pointer (RFC 6901) through what was parsed. Only a document's own names count: `__proto__` is one like any other. */
export function followPointer(document: unknown, pointer: string): Pointed | ListFileRefusal {
  if (pointer === '') return { value: document, within: undefined }
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return refuseFile('pointer-form', { what: pointer })
  let at: Pointed = { value: document, within: undefined }
  let place = ''
  for (const written of pointer.slice(1).split('/')) {
    // In this order (section 4), so that ~01 is ~1 and no slash.
    const name = written.replaceAll('~1', '/').replaceAll('~0', '~')
    const next = childOf(at.value, name)
    if (!next)
      return refuseFile('pointer-lost', {
        what: name,
        place: place === '' ? '/' : place.slice(0, 60),
        names: typeof at.value === 'object' && at.value && !Array.isArray(at.value) ? Object.keys(at.value) : [],
      })
    at = { value: next.value, within: at.value }
    place += `/${written}`
  }
  return at
}

function childOf(value: unknown, name: string): { value: unknown } | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  // Section 4: an index has no zero before it; `-` is the entry behind the last, which is none.
  if (Array.isArray(value) && !/^(?:0|[1-9]\d{0,8})$/.test(name)) return undefined
  if (!Object.hasOwn(value, name)) return undefined
  return { value: (value as Record<string, unknown>)[name] }
}
