import { createRequire } from 'node:module'
import { Language, type Node, Parser } from 'web-tree-sitter'
import { ScriptRefusal } from './script-refusal.ts'

const MOST_MILLISECONDS = 30_000

let starting: Promise<Language> | undefined

function language(): Promise<Language> {
  starting ??= Parser.init().then(() =>
    Language.load(createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')),
  )
  return starting
}

/**
 * Reads a script with tree-sitter's grammar of PowerShell, and gives its tree to `use`, which must not keep it. Throws
 * ScriptRefusal for what is no PowerShell.
 */
export async function withSyntaxTree<T>(text: string, use: (root: Node) => T): Promise<T> {
  const powershell = await language()
  const parser = new Parser()
  parser.setLanguage(powershell)
  const until = performance.now() + MOST_MILLISECONDS
  // It ends where the callback says so, whatever its type says.
  const tree = parser.parse(asAscii(text), undefined, { progressCallback: () => performance.now() > until })
  try {
    if (!tree) throw new ScriptRefusal('script', 'The script takes too long to read.')
    const broken = tree.rootNode.hasError ? firstError(tree.rootNode) : undefined
    if (broken) throw new ScriptRefusal('script', 'This cannot be read as PowerShell.', lineOf(broken))
    return use(tree.rootNode)
  } finally {
    tree?.delete()
    parser.delete()
  }
}

/**
 * The same text, character for character, with quotes, dashes and spaces that PowerShell takes for the plain ones in their
 * place: the grammar knows the plain ones alone. What is inside literals is read from the script itself.
 */
function asAscii(text: string): string {
  return text
    .replace(/^\uFEFF/, ' ')
    .replace(/[\u2018-\u201B]/g, "'")
    .replace(/[\u201C-\u201E]/g, '"')
    .replace(/[\u2013-\u2015]/g, '-')
    .replace(/[\u00A0\u0085]/g, ' ')
}

/** Counts from 1. */
export function lineOf(node: Node): number {
  return node.startPosition.row + 1
}

/** The first thing that is not what it should be, in the order of the text. */
function firstError(root: Node): Node {
  let node = root
  for (;;) {
    // One that holds the whole script begins with what comes before.
    if (node.isError) return node.children.find(({ type }) => type !== 'comment') ?? node
    if (node.isMissing) return node
    const next = node.children.find((child) => child.hasError || child.isMissing)
    if (!next) return node
    node = next
  }
}
