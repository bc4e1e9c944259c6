import { createRequire } from 'node:module'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { Lab } from '../../../lab/lab.ts'

type Lookup = typeof import('node:dns').lookup
type Found = (error: null, address: string | { address: string; family: number }[], family?: number) => void

/**
 * Lets every client of this process reach the lab by its name and believe its root, so that others' clients verify the
 * certificate as they would verify an Exchange server's: mail.contoso.test is looked up at 127.0.0.1. Gives back the way
 * to undo it.
 */
export function reachByName(lab: Lab): () => void {
  const dns = createRequire(import.meta.url)('node:dns') as { lookup: Lookup }
  const { lookup } = dns
  const authorities = getCACertificates('default')
  setDefaultCACertificates([...authorities, lab.certificateAuthorityPem])
  dns.lookup = ((name: string, options: { all?: boolean }, done: Found) => {
    if (!name.endsWith('.contoso.test')) return lookup(name, options, done as never)
    if (options.all) return done(null, [{ address: '127.0.0.1', family: 4 }])
    return done(null, '127.0.0.1', 4)
  }) as unknown as Lookup
  return () => {
    dns.lookup = lookup
    setDefaultCACertificates(authorities)
  }
}
