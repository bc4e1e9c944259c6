import ts from 'typescript'
import { messageOf } from '../shared/language/catalogue.ts'
import { humanKey } from '../shared/run/evidence-words.ts'

/** One message in one source: its English text, its plural where it is counted, and what its places stand for. */
export type SourceMessage = {
  text: string
  plural?: string
  /** What is filled in at `{0}`, `{1}`: as the source writes it. */
  values: readonly string[]
  path: string
}

/** The words of a check, which the judge looks up as they stand. */
const CHECK_WORDS = new Set(['title', 'advice', 'why', 'subject'])
/** Where the keys of an object are shown as words: what a check saw, and what was gathered. */
const KEYED = /^shared\/(checks|artifacts)\//
/** Keys of a judgement itself. */
const UNSHOWN = new Set(['outcome', 'evidence', 'blocked', 'by', 'reason'])

/**
 * The messages of one source, in its order: t`…`, translated('…'), counted(n, '…', '…'), the words of a check, and the
 * names of what it saw. Throws for a message that cannot be known from the source alone.
 */
export function messagesIn(path: string, source: string): SourceMessage[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const found: SourceMessage[] = []

  function visit(node: ts.Node, ofCheck: boolean): void {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 't') {
      found.push({ ...ofTemplate(node.template), path })
    } else if (ts.isCallExpression(node) && isNamed(node, 'translated')) {
      const [message] = node.arguments
      if (message && ts.isStringLiteralLike(message)) found.push({ text: message.text, values: [], path })
    } else if (ts.isCallExpression(node) && isNamed(node, 'counted')) {
      found.push({ ...ofCount(node, path), path })
    } else if (ofCheck && ts.isPropertyAssignment(node) && CHECK_WORDS.has(node.name.getText())) {
      for (const text of literalsOf(node.initializer)) found.push({ text, values: [], path })
    } else if (!ofCheck && KEYED.test(path) && isKey(node) && !UNSHOWN.has(node.name.text)) {
      found.push({ text: humanKey(node.name.text), values: [], path })
    }
    const isMeta = ts.isPropertyAssignment(node) && node.name.getText() === 'meta'
    ts.forEachChild(node, (child) => visit(child, ofCheck || isMeta))
  }

  visit(file, false)
  return found
}

function isKey(node: ts.Node): node is ts.ObjectLiteralElementLike & { name: ts.Identifier } {
  return (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) && ts.isIdentifier(node.name)
}

function isNamed(call: ts.CallExpression, name: string): boolean {
  return ts.isIdentifier(call.expression) && call.expression.text === name
}

function ofTemplate(template: ts.TemplateLiteral): Pick<SourceMessage, 'text' | 'values'> {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return { text: template.text, values: [] }
  const strings = [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]
  return { text: messageOf(strings), values: template.templateSpans.map(({ expression }) => shortened(expression)) }
}

function ofCount(call: ts.CallExpression, path: string): Pick<SourceMessage, 'text' | 'plural' | 'values'> {
  const [count, one, many] = call.arguments
  if (!count || !one || !ts.isStringLiteralLike(one) || (many && !ts.isStringLiteralLike(many))) {
    throw new Error(`${path}: counted() takes its nouns as they are written: ${call.getText()}`)
  }
  return { text: `{0} ${one.text}`, plural: `{0} ${many ? many.text : `${one.text}s`}`, values: [shortened(count)] }
}

/** The literals of an expression that are not tagged: those of a conditional, or what a function is given to add to. */
function literalsOf(node: ts.Node): string[] {
  if (ts.isTaggedTemplateExpression(node) || ts.isTemplateExpression(node)) return []
  if (ts.isStringLiteralLike(node)) return [node.text]
  return node.getChildren().flatMap(literalsOf)
}

function shortened(expression: ts.Node): string {
  return expression.getText().replaceAll(/\s+/g, ' ').slice(0, 80)
}
