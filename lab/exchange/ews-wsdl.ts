import { fromMailboxServer, xmlContent } from '../http/reply.ts'
import { ns } from './ews-soap.ts'
import type { VirtualDirectory } from './virtual-directory.ts'

const XSD = 'http://www.w3.org/2001/XMLSchema'
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
const FOLDER_IDS = 't:NonEmptyArrayOfBaseFolderIdsType'

/** The operations that the description holds, with the parts of their requests; the lab answers more than these. */
const described: Readonly<Record<string, { elements?: Record<string, string>; attributes?: Record<string, string> }>> =
  {
    GetFolder: { elements: { FolderShape: 't:FolderResponseShapeType', FolderIds: FOLDER_IDS } },
    SyncFolderHierarchy: {
      elements: {
        FolderShape: 't:FolderResponseShapeType',
        SyncFolderId: 't:TargetFolderIdType',
        SyncState: 'xs:string',
      },
    },
    GetServerTimeZones: { attributes: { ReturnFullTimeZoneData: 'xs:boolean' } },
    ResolveNames: { elements: { UnresolvedEntry: 'xs:string' }, attributes: { ReturnFullContactData: 'xs:boolean' } },
    Unsubscribe: { elements: { SubscriptionId: 'xs:string' } },
  }
const names = Object.keys(described)

/** Services.wsdl as Exchange has it beside Exchange.asmx: without a service, since it does not know its own address. */
const services = `${DECLARATION}
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="${ns.messages}" xmlns:xs="${XSD}" targetNamespace="${ns.messages}">
<wsdl:types><xs:schema><xs:import namespace="${ns.messages}" schemaLocation="messages.xsd"/></xs:schema></wsdl:types>
${names.map((name) => `<wsdl:message name="${name}SoapIn"><wsdl:part name="request" element="tns:${name}"/></wsdl:message><wsdl:message name="${name}SoapOut"><wsdl:part name="${name}Result" element="tns:${name}Response"/></wsdl:message>`).join('\n')}
<wsdl:portType name="ExchangeServicePortType">
${names.map((name) => `<wsdl:operation name="${name}"><wsdl:input message="tns:${name}SoapIn"/><wsdl:output message="tns:${name}SoapOut"/></wsdl:operation>`).join('\n')}
</wsdl:portType>
<wsdl:binding name="ExchangeServiceBinding" type="tns:ExchangeServicePortType"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${names.map((name) => `<wsdl:operation name="${name}"><soap:operation soapAction="${ns.messages}/${name}"/><wsdl:input><soap:body parts="request" use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>`).join('\n')}
</wsdl:binding>
</wsdl:definitions>
`

const messages = `${DECLARATION}
<xs:schema xmlns:xs="${XSD}" xmlns:t="${ns.types}" xmlns="${ns.messages}" targetNamespace="${ns.messages}" elementFormDefault="qualified">
<xs:import namespace="${ns.types}" schemaLocation="types.xsd"/>
${names.map((name) => `${requestElement(name)}<xs:element name="${name}Response"><xs:complexType><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/></xs:sequence></xs:complexType></xs:element>`).join('\n')}
</xs:schema>
`

const types = `${DECLARATION}
<xs:schema xmlns:xs="${XSD}" xmlns:t="${ns.types}" targetNamespace="${ns.types}" elementFormDefault="qualified">
<xs:complexType name="FolderResponseShapeType"><xs:sequence><xs:element name="BaseShape" type="xs:string"/></xs:sequence></xs:complexType>
<xs:complexType name="EmailAddressType"><xs:sequence><xs:element name="EmailAddress" type="xs:string"/></xs:sequence></xs:complexType>
<xs:complexType name="DistinguishedFolderIdType"><xs:sequence><xs:element name="Mailbox" type="t:EmailAddressType" minOccurs="0"/></xs:sequence><xs:attribute name="Id" type="xs:string"/></xs:complexType>
<xs:complexType name="FolderIdType"><xs:attribute name="Id" type="xs:string"/></xs:complexType>
${['NonEmptyArrayOfBaseFolderIdsType', 'TargetFolderIdType'].map((name) => `<xs:complexType name="${name}"><xs:choice><xs:element name="FolderId" type="t:FolderIdType"/><xs:element name="DistinguishedFolderId" type="t:DistinguishedFolderIdType"/></xs:choice></xs:complexType>`).join('\n')}
</xs:schema>
`

function requestElement(name: string): string {
  const { elements = {}, attributes = {} } = described[name] ?? {}
  const parts = Object.entries(elements).map(
    ([part, type]) => `<xs:element name="${part}" type="${type}" minOccurs="0"/>`,
  )
  const extras = Object.entries(attributes).map(([part, type]) => `<xs:attribute name="${part}" type="${type}"/>`)
  return `<xs:element name="${name}"><xs:complexType><xs:sequence>${parts.join('')}</xs:sequence>${extras.join('')}</xs:complexType></xs:element>`
}

/** The description of EWS, as far as a client that reads it needs it; wanted by node-ews, signed in like EWS itself. */
export const ewsDescriptions: readonly VirtualDirectory[] = Object.entries({
  '/ews/services.wsdl': services,
  '/ews/messages.xsd': messages,
  '/ews/types.xsd': types,
}).map(([path, body]) => ({
  path,
  signIn: ({ ews }) => ews,
  answer: (_asked, _user, { server }) => fromMailboxServer(server, 200, [xmlContent], body),
}))
