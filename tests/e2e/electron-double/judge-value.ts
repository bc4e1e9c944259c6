import { inspect } from 'node:util'
import { Node, type Type } from 'ts-morph'
import { brandOf } from './brands.ts'
import { isElectronDeclaration } from './electron-types.ts'

/** What is wrong with a value, and where inside it. */
export type Complaint = { path: string; text: string }

function show(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY }).slice(0, 120)
}

function unlike(value: unknown, type: Type, path: string): Complaint {
  return { path, text: `${show(value)} is not ${type.getText().replaceAll(/import\("[^"]*"\)\./g, '')}` }
}

/**
 * Judges a value by a declared type, strictly: a key that the type does not declare is a complaint too, as in an object
 * literal. Returns undefined when the value is accepted. Throws for a kind of type that it cannot judge, so that nothing
 * passes unseen.
 */
export function judgeValue(value: unknown, type: Type, path: string): Complaint | undefined {
  if (type.isAny() || type.isUnknown()) return undefined
  if (type.isUnion()) return judgeUnion(value, type, path)
  const simple = judgeSimple(value, type)
  if (simple !== undefined) return simple ? undefined : unlike(value, type, path)
  if (type.isTuple()) throw new Error(`The judge does not know tuples: ${type.getText()}`)
  if (type.isArray() || type.isReadonlyArray()) {
    if (!Array.isArray(value)) return unlike(value, type, path)
    const element = type.getArrayElementTypeOrThrow()
    return first(value.map((item, index) => judgeValue(item, element, `${path}[${index}]`)))
  }
  if (type.isIntersection() || type.isObject()) return judgeObject(value, type, path)
  throw new Error(`The judge does not know this kind of type: ${type.getText()}`)
}

function first(complaints: (Complaint | undefined)[]): Complaint | undefined {
  return complaints.find((complaint) => complaint !== undefined)
}

function judgeUnion(value: unknown, type: Type, path: string): Complaint | undefined {
  const complaints: Complaint[] = []
  for (const option of type.getUnionTypes()) {
    const complaint = judgeValue(value, option, path)
    if (complaint === undefined) return undefined
    complaints.push(complaint)
  }
  // The complaint that lies deepest comes from the option that was meant.
  const deepest = complaints.reduce((a, b) => (b.path.length > a.path.length ? b : a))
  return deepest.path.length > path.length ? deepest : unlike(value, type, path)
}

/** Whether a value fits a primitive or literal type; undefined when the type is neither. */
function judgeSimple(value: unknown, type: Type): boolean | undefined {
  if (type.isVoid() || type.isUndefined()) return value === undefined
  if (type.isNull()) return value === null
  if (type.isNever()) return false
  if (type.isBooleanLiteral()) return value === (type.getText() === 'true')
  if (type.isLiteral()) return value === type.getLiteralValue()
  if (type.isString()) return typeof value === 'string'
  if (type.isNumber()) return typeof value === 'number' && !Number.isNaN(value)
  if (type.isBoolean()) return typeof value === 'boolean'
  return undefined
}

function judgeObject(value: unknown, type: Type, path: string): Complaint | undefined {
  if (type.getCallSignatures().length > 0) return typeof value === 'function' ? undefined : unlike(value, type, path)
  const name = type.getSymbol()?.getName() ?? ''
  const declarations = type.getSymbol()?.getDeclarations() ?? []
  const brands = brandOf(value)
  if (brands !== undefined) return brands.includes(name) ? undefined : unlike(value, type, path)
  if (declarations.length > 0 && !declarations.some(isElectronDeclaration) && !declarations.some(Node.isTypeLiteral)) {
    if (['Record', 'Partial', '__type'].includes(name)) return judgeKeys(value, type, path)
    const globalClass: unknown = Reflect.get(globalThis, name)
    if (typeof globalClass !== 'function') throw new Error(`The judge does not know the type ${type.getText()}`)
    return value instanceof globalClass ? undefined : unlike(value, type, path)
  }
  if (declarations.some(Node.isClassDeclaration)) return unlike(value, type, path)
  return judgeKeys(value, type, path)
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function judgeKeys(value: unknown, type: Type, path: string): Complaint | undefined {
  if (!isPlainObject(value)) return unlike(value, type, path)
  const declared = new Map(type.getProperties().map((property) => [property.getName(), property]))
  const indexed = type.getStringIndexType()
  for (const [key, item] of Object.entries(value)) {
    const property = declared.get(key)
    if (property === undefined) {
      if (indexed === undefined) return { path: `${path}.${key}`, text: 'is not declared by Electron' }
      const complaint = judgeValue(item, indexed, `${path}.${key}`)
      if (complaint !== undefined) return complaint
      continue
    }
    if (item === undefined && property.isOptional()) continue
    const complaint = judgeValue(
      item,
      property.getTypeAtLocation(property.getDeclarations()[0] ?? fail(key)),
      `${path}.${key}`,
    )
    if (complaint !== undefined) return complaint
  }
  for (const [key, property] of declared) {
    if (!property.isOptional() && !(key in value)) return { path: `${path}.${key}`, text: 'is missing' }
  }
  return undefined
}

function fail(key: string): never {
  throw new Error(`The judge found no declaration for ${key}`)
}
