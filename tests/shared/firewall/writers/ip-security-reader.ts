import { SaxesParser } from 'saxes'

/** By host and path: the prefixes that are let in. */
export type Lists = Map<string, Set<string>>

const PARENTS: Readonly<Record<string, string>> = {
  configuration: '',
  location: 'configuration',
  'system.webServer': 'location',
  security: 'system.webServer',
  ipSecurity: 'security',
  add: 'ipSecurity',
  remove: 'ipSecurity',
}

/** Reads files one after the other as if the lines of each were put at the end of the lists that stand there. Refuses whatever else. */
export function listsOf(files: readonly string[]): Lists {
  const lists: Lists = new Map()
  for (const file of files) {
    const parser = new SaxesParser()
    const open: string[] = []
    let host = ''
    let at = new Set<string>()
    parser.on('error', (error) => {
      throw error
    })
    parser.on('comment', (text) => {
      host = /^ On the server of (\S+), for /.exec(text)?.[1] ?? host
    })
    parser.on('text', (text) => {
      if (text.trim() !== '') throw new Error(`text: ${text}`)
    })
    parser.on('opentag', ({ name, attributes }) => {
      if (PARENTS[name] !== (open.at(-1) ?? '')) throw new Error(`where is ${name}?`)
      open.push(name)
      if (name === 'location') {
        const key = `${host} ${attributes.path?.toLowerCase()}`
        at = lists.get(key) ?? new Set()
        lists.set(key, at)
      }
      // What would shut everybody out is nowhere in what is written.
      if (name === 'ipSecurity' && JSON.stringify(attributes) !== '{"allowUnlisted":"true"}')
        throw new Error('shuts out')
      if (name === 'add' || name === 'remove') change(at, name, attributes)
    })
    parser.on('closetag', () => open.pop())
    parser.write(file).close()
  }
  return new Map([...lists].filter(([, list]) => list.size > 0))
}

function change(
  list: Set<string>,
  name: 'add' | 'remove',
  { ipAddress = '', subnetMask = '', ...more }: Record<string, string>,
): void {
  const bits = subnetMask
    .split('.')
    .map((byte) => Number(byte).toString(2).padStart(8, '0'))
    .join('')
  if (!/^1*0*$/.test(bits) || bits.length !== 32) throw new Error(`no mask: ${subnetMask}`)
  if (JSON.stringify(more) !== (name === 'add' ? '{"allowed":"true"}' : '{}')) throw new Error('what more?')
  const prefix = `${ipAddress}/${bits.lastIndexOf('1') + 1}`
  // IIS refuses to start with an entry that is there twice.
  if (list.has(prefix) !== (name === 'remove')) throw new Error(`${name} ${prefix}`)
  if (name === 'add') list.add(prefix)
  else list.delete(prefix)
}
