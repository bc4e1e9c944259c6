import { gzipSync } from 'node:zlib'

const GIGABYTE = 1024 ** 3
const CHUNK = Buffer.alloc(64 * 1024, 0x20)

/** So many bytes of spaces, made as they are taken. */
export function* spaces(bytes: number): Generator<Uint8Array> {
  for (let left = bytes; left > 0; left -= CHUNK.length) yield CHUNK.subarray(0, Math.min(left, CHUNK.length))
}

export const tenGigabytes = 10 * GIGABYTE

let bomb: Buffer | undefined

/** About 900 KB of gzip (RFC 1952), which are 900 MB unpacked: 56 members of 16 MiB of zeros. Made once: packing takes its time. */
export function gzipBomb(): Buffer {
  if (bomb) return bomb
  const member = gzipSync(Buffer.alloc(16 * 1024 * 1024), { level: 9 })
  bomb = Buffer.concat(Array.from({ length: 56 }, () => member))
  return bomb
}

/** Ten entities, each ten of the one before: ten thousand million times three letters. */
export function entityBomb(root: string): string {
  const entities = Array.from({ length: 9 }, (_, level) => {
    const inner = level === 0 ? 'lol' : `&e${level - 1};`
    return `<!ENTITY e${level} "${inner.repeat(10)}">`
  })
  return `<?xml version="1.0"?><!DOCTYPE ${root} [${entities.join('')}]><${root}>&e8;</${root}>`
}

/** Entities of which a file of the client's and an address of somebody else's would be read. */
export function externalEntities(root: string, foreignPort: number): string {
  return (
    `<?xml version="1.0"?><!DOCTYPE ${root} SYSTEM "http://127.0.0.1:${foreignPort}/a.dtd" [` +
    `<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY far SYSTEM "http://127.0.0.1:${foreignPort}/far">` +
    `<!ENTITY % all SYSTEM "http://127.0.0.1:${foreignPort}/all"> %all;]><${root}>&file;&far;</${root}>`
  )
}

/** Autodiscover settings (MS-OXDSCLI section 2.2.4.1.1) in which every address is a stranger's. */
export function foreignSettings(foreignPort: number): string {
  const ews = `<EwsUrl>https://127.0.0.1:${foreignPort}/EWS/Exchange.asmx</EwsUrl>`
  return (
    '<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">' +
    '<Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">' +
    '<Account><AccountType>email</AccountType><Action>settings</Action>' +
    `<Protocol><Type>EXCH</Type>${ews}</Protocol><Protocol><Type>EXPR</Type>${ews}</Protocol></Account></Response></Autodiscover>`
  )
}

/** A FolderSync whose opaque data claim to be 256 MB long, behind a header that is right. */
export const lyingWbxml: Buffer = Buffer.from('03016a00000756ca' + 'c3ffffff7f' + '4142', 'hex')
