import { Node, type Signature, type Type } from 'ts-morph'
import { fail } from './failures.ts'
import { type Complaint, judgeValue } from './judge-value.ts'

function misuse(what: string, complaint: Complaint): never {
  return fail(`${what}: ${complaint.path} ${complaint.text}`)
}

type Parameter = { name: string; type: Type; optional: boolean; rest: boolean }

function parametersOf(signature: Signature): Parameter[] {
  return signature.getParameters().map((symbol) => {
    const declaration = symbol.getDeclarations()[0]
    if (!Node.isParameterDeclaration(declaration)) throw new Error(`${symbol.getName()} is declared by no parameter.`)
    const rest = declaration.isRestParameter()
    const type = declaration.getType()
    return {
      name: symbol.getName(),
      type: rest ? type.getArrayElementTypeOrThrow() : type,
      optional: declaration.isOptional(),
      rest,
    }
  })
}

function judgeArguments(signature: Signature, args: readonly unknown[]): Complaint | undefined {
  const parameters = parametersOf(signature)
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.rest) break
    if (index >= args.length) {
      if (!parameter.optional) return { path: parameter.name, text: 'is missing' }
      continue
    }
    if (args[index] === undefined && parameter.optional) continue
    const complaint = judgeValue(args[index], parameter.type, parameter.name)
    if (complaint !== undefined) return complaint
  }
  const last = parameters.at(-1)
  if (args.length > parameters.length && last?.rest !== true) {
    return { path: `argument ${parameters.length + 1}`, text: 'is one too many' }
  }
  return undefined
}

/** How far into its parameters a signature got before it complained. */
function progress(signature: Signature, complaint: Complaint): number {
  return (
    parametersOf(signature).findIndex((parameter) => complaint.path.startsWith(parameter.name)) * 1000 +
    complaint.path.length
  )
}

/** Finds the declared signature that arguments keep to; fails, naming what does not. */
export function matchSignature(signatures: readonly Signature[], args: readonly unknown[], what: string): Signature {
  let best: { complaint: Complaint; progress: number } | undefined
  for (const signature of signatures) {
    const complaint = judgeArguments(signature, args)
    if (complaint === undefined) return signature
    const reached = progress(signature, complaint)
    if (best === undefined || reached > best.progress) best = { complaint, progress: reached }
  }
  return misuse(what, best?.complaint ?? { path: 'it', text: 'cannot be called' })
}

/** Wraps the functions among the arguments, so that what they return, and what they call back with, is judged as well. */
export function checkCallbacks(signature: Signature, args: readonly unknown[], what: string): unknown[] {
  const parameters = parametersOf(signature)
  return args.map((value, index) => {
    const parameter = parameters[index]
    if (typeof value !== 'function' || parameter === undefined || parameter.rest) return value
    return checkFunction(value as Callable, parameter.type, `${what}, ${parameter.name}`)
  })
}

type Callable = (...args: unknown[]) => unknown

function callSignatures(type: Type): Signature[] {
  return type.isUnion() ? type.getUnionTypes().flatMap(callSignatures) : type.getCallSignatures()
}

/** A function of the app's that Electron calls: its result is judged, and so is what it hands to Electron's callbacks. */
function checkFunction(inner: Callable, type: Type, what: string): Callable {
  const signature = callSignatures(type)[0]
  if (signature === undefined) return inner
  return (...args) => {
    const guarded = args.map((value, index) => {
      const parameter = parametersOf(signature)[index]
      if (typeof value !== 'function' || parameter === undefined) return value
      const callbackSignatures = callSignatures(parameter.type)
      if (callbackSignatures.length === 0) return value
      return (...passed: unknown[]) => {
        matchSignature(callbackSignatures, passed, `${what}, its ${parameter.name}`)
        return (value as Callable)(...passed)
      }
    })
    return checkResult(inner(...guarded), signature.getReturnType(), what)
  }
}

/** Judges what a function returned; a promise is judged by what it brings. */
export function checkResult(result: unknown, type: Type, what: string): unknown {
  if (type.isVoid()) return result
  if (!(result instanceof Promise)) {
    const complaint = judgeValue(result, type, 'the result')
    return complaint === undefined ? result : misuse(what, complaint)
  }
  const options = type.isUnion() ? type.getUnionTypes() : [type]
  const awaited = options.find((option) => option.getSymbol()?.getName() === 'Promise')?.getTypeArguments()[0]
  if (awaited === undefined) return misuse(what, { path: 'the result', text: 'must not be a promise' })
  return result.then((value) => (awaited.isVoid() ? value : checkResult(value, awaited, what)))
}
