import { iisError, type Reply, redirect } from '../http/reply.ts'
import type { Settings } from '../settings.ts'
import { domain } from '../users.ts'

/** What is said over plain HTTP: IIS asks for TLS at the names of Exchange, and the web site sends people there. */
export function answerInTheClear(host: string, path: string, httpsPort: number, { autodiscover }: Settings): Reply {
  if (host === domain.dns) return redirect(`https://${domain.dns}:${httpsPort}${path}`)
  const tlsRequired = iisError(403, '403.4 - Forbidden: SSL is required to view this resource.')
  if (host !== `autodiscover.${domain.dns}`) return tlsRequired
  switch (autodiscover.plain) {
    case 'tls-required':
      return tlsRequired
    case 'redirects-to-foreign-host':
      return redirect('https://autodiscover.hosting.example/autodiscover/autodiscover.xml')
    case 'redirects-to-exchange':
      return redirect(`https://mail.${domain.dns}:${httpsPort}/autodiscover/autodiscover.xml`)
    case 'redirects-to-wiki':
      return redirect(`https://wiki.${domain.dns}:${httpsPort}/start`)
    case 'asks-for-basic':
      return {
        status: 401,
        headers: [
          ['Server', 'Microsoft-IIS/10.0'],
          ['WWW-Authenticate', `Basic realm="${host}"`],
        ],
        body: '',
      }
  }
}
