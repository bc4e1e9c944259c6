import { fromFrontEnd, fromMailboxServer, htmlContent, httpSysError, type Reply } from '../http/reply.ts'
import { domain } from '../users.ts'
import type { Answering, Asked, VirtualDirectory } from './virtual-directory.ts'

const LOGON = '/owa/auth/logon.aspx'

/** Outlook on the web and the control panel: one sign-in for both, at the form of the first. */
export const webMail: readonly VirtualDirectory[] = ['/owa', '/ecp'].map((path) => ({
  path,
  signIn: () => ({ schemes: ['Negotiate', 'NTLM'], channelBinding: 'require' }),
  beforeSignIn: (asked, at) => poolStopped(at) ?? sentToSignIn(`${path}/`, asked, at),
  answer: (_asked, _user, { server }) => fromMailboxServer(server, 200, [htmlContent], page('')),
}))

/** The form itself, for everybody. */
export function logonPage(path: string, at: Answering): Reply | undefined {
  if (path !== LOGON) return undefined
  const fields = '<input name="username"><input name="password" type="password">'
  const form = page(`<form action="/owa/auth.owa" method="POST" name="logonForm">${fields}</form>`)
  return poolStopped(at) ?? fromFrontEnd(at.server, 200, [htmlContent], form)
}

function poolStopped({ settings }: Answering): Reply | undefined {
  if (!settings.webMail.poolStopped) return undefined
  return httpSysError(503, 'Service Unavailable', 'The service is unavailable.')
}

function sentToSignIn(path: string, { host, port }: Asked, { server, settings }: Answering): Reply | undefined {
  const origin = `https://${host}:${port}`
  const wanted = encodeURIComponent(`${origin}${path}`)
  switch (settings.webMail.signIn) {
    case 'windows':
      return undefined
    case 'form':
      return fromFrontEnd(server, 302, [['Location', `${origin}${LOGON}?url=${wanted}&reason=0`], htmlContent])
    case 'ad-fs': {
      const location = `https://adfs.${domain.dns}/adfs/ls/?wa=wsignin1.0&wtrealm=${wanted}&wctx=rm%3d0`
      return fromFrontEnd(server, 302, [['Location', location], htmlContent])
    }
  }
}

function page(body: string): string {
  return `<!DOCTYPE HTML>\n<html><head><title>Outlook</title></head><body>${body}</body></html>`
}
