import { oneLine } from './one-line.ts'

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
  const lines: string[] = []
  addLines(whole, '', lines)
  return `${lines.join('\n')}\n`
}

/** Into one list for all elements: a list of each by itself would be copied once for every element around it. */
function addLines({ name, attributes, children }: Element, indent: string, lines: string[]): void {
  let open = `${indent}<${name}`
  for (const key of Object.keys(attributes)) open += ` ${key}="${escaped(attributes[key] ?? '')}"`
  const [first] = children
  if (first === undefined || first === '') {
    lines.push(`${open}/>`)
  } else if (typeof first === 'string') {
    lines.push(`${open}>${escaped(first)}</${name}>`)
  } else {
    lines.push(`${open}>`)
    for (const child of children) if (typeof child !== 'string') addLines(child, `${indent}  `, lines)
    lines.push(`${indent}</${name}>`)
  }
}

/** A comment of XML, in one line; two hyphens would end it. */
export function xmlComment(text: string): string {
  return `<!-- ${oneLine(text, 2_000).replace(/--+/g, '-').replace(/[<>]/g, ' ')} -->`
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => NAMED[sign] ?? sign)
}
