import { escapeXml } from './xml.ts'

/** What a browser sees at /EWS/Exchange.asmx once signed in: the help page that WCF makes. */
export function servicePage(host: string): string {
  return (
    '<HTML><HEAD><TITLE>Service</TITLE></HEAD><BODY><H1>Service</H1><P>You have created a service.</P>' +
    `<P>To test this service, you will need to create a client: svcutil.exe https://${escapeXml(host)}/EWS/Services.wsdl</P>` +
    '</BODY></HTML>'
  )
}

/** A page of whatever stands in front. */
export function portalPage(title: string, text: string): string {
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`
}

/** What ASP.NET shows a remote client when the application cannot start, as after a broken web.config. */
export function ewsErrorPage(): string {
  return (
    '<html><head><title>Runtime Error</title></head><body><h1>Server Error in &#39;/EWS&#39; Application.</h1>' +
    '<h2><i>Runtime Error</i></h2><p>An application error occurred on the server.</p></body></html>'
  )
}
