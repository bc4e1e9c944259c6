import { matchSignature } from './check-call.ts'
import { declaredMembers, electronVersion } from './electron-types.ts'
import { fail } from './failures.ts'

/** A function cannot come over from the page, so it is marked there and stands for itself again here. */
function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('$function' in value) return () => undefined
  if (Array.isArray(value)) return value.map(revive)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item)]))
}

/** Judges a call that the preload made in the page, by Electron's declarations of `ContextBridge` or `IpcRenderer`. */
export function judgePageCall(typeName: string, method: string, args: readonly unknown[]): void {
  if (typeName === 'Renderer') fail(`The Electron double's preload does not know electron.${method}`)
  const type = declaredMembers(typeName).get(method)
  if (type === undefined) fail(`Electron ${electronVersion} does not declare ${typeName}.${method}`)
  matchSignature(type.getCallSignatures(), args.map(revive), `${typeName}.${method}`)
}
