/** Request bodies as a client would write them, from the open protocol documents. */

export function getFolder(folders = '<t:DistinguishedFolderId Id="inbox"/>', shape = 'Default'): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"
  xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">
  <soap:Header><t:RequestServerVersion Version="Exchange2013_SP1"/></soap:Header>
  <soap:Body>
    <m:GetFolder>
      <m:FolderShape><t:BaseShape>${shape}</t:BaseShape></m:FolderShape>
      <m:FolderIds>${folders}</m:FolderIds>
    </m:GetFolder>
  </soap:Body>
</soap:Envelope>`
}

const AUTODISCOVER = 'http://schemas.microsoft.com/exchange/autodiscover'

export function autodiscoverRequest(
  address: string,
  kind: 'outlook' | 'mobilesync' = 'outlook',
  wanted = kind === 'outlook'
    ? `${AUTODISCOVER}/outlook/responseschema/2006a`
    : `${AUTODISCOVER}/mobilesync/responseschema/2006`,
): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="${AUTODISCOVER}/${kind}/requestschema/2006"><Request>
  <EMailAddress>${address}</EMailAddress>
  <AcceptableResponseSchema>${wanted}</AcceptableResponseSchema>
</Request></Autodiscover>`
}

export const xml = { 'Content-Type': 'text/xml; charset=utf-8' }

const SOAP_AUTODISCOVER = 'http://schemas.microsoft.com/exchange/2010/Autodiscover'

/** GetUserSettings (MS-OXWSADISC section 3.1.4.3), as the reference of EWS writes it. */
export function userSettingsRequest(
  address: string,
  settings: readonly string[] = ['UserDisplayName', 'ExternalEwsUrl', 'InternalEwsUrl', 'EwsSupportedSchemas'],
): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:a="${SOAP_AUTODISCOVER}" xmlns:wsa="http://www.w3.org/2005/08/addressing"
  xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Header>
    <a:RequestedServerVersion>Exchange2010</a:RequestedServerVersion>
    <wsa:Action>${SOAP_AUTODISCOVER}/Autodiscover/GetUserSettings</wsa:Action>
  </soap:Header>
  <soap:Body>
    <a:GetUserSettingsRequestMessage><a:Request>
      <a:Users><a:User><a:Mailbox>${address}</a:Mailbox></a:User></a:Users>
      <a:RequestedSettings>${settings.map((name) => `<a:Setting>${name}</a:Setting>`).join('')}</a:RequestedSettings>
    </a:Request></a:GetUserSettingsRequestMessage>
  </soap:Body>
</soap:Envelope>`
}
