/**
 * One element of an ActiveSync message: `Page:Tag`, and a text, opaque bytes, or elements inside it. ActiveSync has no
 * attributes and no text beside elements (MS-ASWBXML 2.1.2).
 */
export type WbxmlElement = { name: string; content: string | Uint8Array | readonly WbxmlElement[] }

/** `element('AirSync:SyncKey', '0')`: an element by hand; without content it is an empty tag. */
export function element(name: string, content: WbxmlElement['content'] = []): WbxmlElement {
  return { name, content }
}

/** The elements of one name directly inside this one, in order. */
export function childrenOf(parent: WbxmlElement | undefined, name: string): WbxmlElement[] {
  return isParent(parent?.content) ? parent.content.filter((child) => child.name === name) : []
}

/** The element at the end of this path of names, each directly inside the one before; the first where there are more. */
export function descend(from: WbxmlElement | undefined, ...path: string[]): WbxmlElement | undefined {
  return path.reduce((parent, name) => childrenOf(parent, name)[0], from)
}

/** The text at the end of a path; undefined where there is no such element, or none with a text. */
export function textAt(from: WbxmlElement | undefined, ...path: string[]): string | undefined {
  const content = descend(from, ...path)?.content
  return typeof content === 'string' ? content : undefined
}

/** Whether an element of this name is anywhere inside. */
export function holds(from: WbxmlElement, name: string): boolean {
  return from.name === name || (isParent(from.content) && from.content.some((child) => holds(child, name)))
}

function isParent(content: WbxmlElement['content'] | undefined): content is readonly WbxmlElement[] {
  return Array.isArray(content)
}
