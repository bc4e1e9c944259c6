import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ModuleDeclaration, type Node, Project, type Signature, type Type, ts } from 'ts-morph'

const packageFolder = join(import.meta.dirname, '../../../node_modules/electron')

/** The version whose declarations the double keeps to, such as `45.4.1`. */
export const electronVersion: string = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version

const declarationFile = join(packageFolder, 'electron.d.ts')

function loadNamespace(): ModuleDeclaration {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      lib: ['lib.esnext.d.ts'],
      types: ['node'],
      strict: true,
      skipLibCheck: true,
    },
  })
  return project.addSourceFileAtPath(declarationFile).getModuleOrThrow('Electron')
}

// Electron's declarations are only parsed, never imported: importing the package would try to download its binary.
const namespace = loadNamespace()
const members = new Map<string, Map<string, Type>>()

function declarationOf(name: string): Node {
  const node = namespace.getClass(name) ?? namespace.getInterface(name)
  if (node === undefined)
    throw new Error(`Electron ${electronVersion} declares neither a class nor an interface ${name}.`)
  return node
}

function typeOf(name: string): Type {
  if (!name.startsWith('typeof ')) return declarationOf(name).getType()
  const declared = namespace.getClassOrThrow(name.slice('typeof '.length))
  return declared.getSymbolOrThrow().getTypeAtLocation(declared)
}

/** The members that Electron declares for a class or interface; `typeof Menu` names the class's static side. */
export function declaredMembers(name: string): ReadonlyMap<string, Type> {
  const known = members.get(name)
  if (known !== undefined) return known
  const at = declarationOf(name.replace(/^typeof /, ''))
  const found = new Map(
    typeOf(name)
      .getProperties()
      .map((property) => [property.getName(), property.getTypeAtLocation(at)] as const),
  )
  members.set(name, found)
  return found
}

/** The ways in which a class may be constructed. */
export function constructorSignatures(className: string): Signature[] {
  return typeOf(`typeof ${className}`).getConstructSignatures()
}

/** The names of a class or interface and of all that it extends. */
export function lineage(name: string): string[] {
  const extended = namespace.getClass(name)?.getExtends()?.getExpression().getText()
  return extended === undefined || namespace.getClass(extended) === undefined ? [name] : [name, ...lineage(extended)]
}

/** Whether a declaration stands in Electron's own file, not in TypeScript's or Node's. */
export function isElectronDeclaration(node: Node): boolean {
  return node.getSourceFile().getFilePath().endsWith('/electron/electron.d.ts')
}

/**
 * Types that are written down as text, such as `{ name: string; size?: number }`, for tests of the judge: all at once,
 * because each addition has everything read anew.
 */
export function typesFromText(texts: readonly string[]): ReadonlyMap<string, Type> {
  const aliases = namespace.addTypeAliases(texts.map((type, index) => ({ name: `Written${index}`, type })))
  return new Map(texts.map((text, index) => [text, (aliases[index] ?? namespace).getType()]))
}
