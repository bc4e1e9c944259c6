import type { Type } from 'ts-morph'
import { brand } from './brands.ts'
import { checkCallbacks, checkResult, matchSignature } from './check-call.ts'
import { declaredMembers, electronVersion, isElectronDeclaration } from './electron-types.ts'
import { fail } from './failures.ts'

const listenerMethods = new Set(['on', 'once', 'addListener', 'off', 'removeListener'])
/** What the language or a debugger looks up on any object. */
const looked = new Set(['then', 'toJSON', 'constructor', 'inspect', 'prototype', 'name', 'length'])

type Callable = (...args: unknown[]) => unknown

/**
 * Makes an object of the double strict: what it does not know, what Electron does not declare, and every argument that
 * does not keep to the declaration fails loudly. `emits` are the events that the double brings about; without it any
 * name is taken (the channels of ipcMain).
 */
export function strict<T extends object>(typeName: string, target: T, emits?: ReadonlySet<string>): T {
  const checked = new Map<string, { original: unknown; wrapped: Callable }>()
  const declared = declaredMembers(typeName)
  const label = typeName.replace(/^typeof /, '')

  const proxy: T = new Proxy(target, {
    get(inner, key) {
      if (typeof key === 'symbol' || looked.has(key)) return Reflect.get(inner, key, inner)
      const type = declared.get(key)
      if (type === undefined) return fail(`Electron ${electronVersion} does not declare ${label}.${key}`)
      if (!(key in inner)) return fail(`The Electron double does not know ${label}.${key}`)
      const value: unknown = Reflect.get(inner, key, inner)
      if (typeof value !== 'function') return value
      const known = checked.get(key)
      if (known?.original === value) return known.wrapped
      const wrapped = checkedMethod(`${label}.${key}`, key, type, value.bind(inner) as Callable, proxy)
      checked.set(key, { original: value, wrapped })
      return wrapped
    },
    set(inner, key, value) {
      const replaceable = typeof key === 'string' && declared.has(key) && key in inner && typeof value === 'function'
      if (!replaceable) return fail(`The Electron double does not let ${label}.${String(key)} be set`)
      return Reflect.set(inner, key, value, inner)
    },
  })

  function checkedMethod(what: string, key: string, type: Type, method: Callable, self: object): Callable {
    const ofElectron = type.getSymbol()?.getDeclarations().some(isElectronDeclaration) ?? false
    return (...args) => {
      if (!ofElectron) return method(...args)
      const listener = listenerMethods.has(key)
      if (listener && emits !== undefined && typeof args[0] === 'string' && !emits.has(args[0])) {
        matchSignature(type.getCallSignatures(), args, what)
        return fail(`The Electron double never emits ${label} '${args[0]}'`)
      }
      const signature = matchSignature(type.getCallSignatures(), args, what)
      if (listener) {
        method(...args)
        return self
      }
      return checkResult(method(...checkCallbacks(signature, args, what)), signature.getReturnType(), what)
    }
  }

  brand(proxy, label)
  return proxy
}
