/** An element with attributes, and with elements or one text in it. */
export type Element = {
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly Element[] | readonly [string]
}

export function element(name: string, attributes: Element['attributes'], children: Element['children']): Element {
  return { name, attributes, children }
}

/** An element as text of XML, a line for each element. What is no character of XML must not be in it. */
export function xmlText(whole: Element): string {
  return `${linesOf(whole, '').join('\n')}\n`
}

function linesOf({ name, attributes, children }: Element, indent: string): string[] {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const open = `${indent}<${name}${given.join('')}`
  const [first] = children
  if (first === undefined || first === '') return [`${open}/>`]
  if (typeof first === 'string') return [`${open}>${escaped(first)}</${name}>`]
  const inner = children.flatMap((child) => (typeof child === 'string' ? [] : linesOf(child, `${indent}  `)))
  return [`${open}>`, ...inner, `${indent}</${name}>`]
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => NAMED[sign] ?? sign)
}
