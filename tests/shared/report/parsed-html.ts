import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
export type Element = DefaultTreeAdapterTypes.Element

/** A document as a browser reads it. */
export const parsedDocument = (text: string): Node => parse(text)

/** A piece of one, inside of a table’s cell or anywhere. */
export const parsedPiece = (text: string): Node => parseFragment(text)

/** Every node below this one, in order. */
export function nodesOf(node: Node): Node[] {
  const children = 'childNodes' in node ? node.childNodes : []
  return children.flatMap((child) => [child, ...nodesOf(child)])
}

/** Every element below this one in order, or those of one name. */
export function elementsOf(node: Node, name?: string): Element[] {
  return nodesOf(node).filter((one): one is Element => 'tagName' in one && (name === undefined || one.tagName === name))
}

export function textOf(node: Node): string {
  return nodesOf(node)
    .map((one) => ('value' in one ? one.value : ''))
    .join('')
}

export function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value
}
