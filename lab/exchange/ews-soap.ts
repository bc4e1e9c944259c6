import { build } from '../http/reply.ts'
import { escapeXml } from './xml.ts'

export const ns = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  messages: 'http://schemas.microsoft.com/exchange/services/2006/messages',
  types: 'http://schemas.microsoft.com/exchange/services/2006/types',
  errors: 'http://schemas.microsoft.com/exchange/services/2006/errors',
} as const

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'

/** An operation that failed for one thing that it was asked: a response message with ResponseClass Error. */
export class EwsError extends Error {
  readonly code: string

  constructor(code: string, text: string) {
    super(text)
    this.name = 'EwsError'
    this.code = code
  }
}

/** A request that failed as a whole: a SOAP fault, with status 500. */
export class EwsFault extends Error {
  readonly code: string
  /** Values of MessageXml, by name. */
  readonly values: Readonly<Record<string, string>>

  constructor(code: string, text: string, values: Readonly<Record<string, string>> = {}) {
    super(text)
    this.name = 'EwsFault'
    this.code = code
    this.values = values
  }
}

/** The whole answer to an operation, with the version header of every EWS answer (MS-OXWSCDATA section 2.2.3.12). */
export function envelope(body: string): string {
  const version =
    `<h:ServerVersionInfo MajorVersion="${build.major}" MinorVersion="${build.minor}" MajorBuildNumber="${build.build}" ` +
    `MinorBuildNumber="${build.revision}" Version="V2017_07_11" xmlns:h="${ns.types}" xmlns="${ns.types}"/>`
  return `${DECLARATION}<s:Envelope xmlns:s="${ns.soap}"><s:Header>${version}</s:Header><s:Body>${body}</s:Body></s:Envelope>`
}

/** `<m:NameResponse>` with its namespaces. */
export function responseOf(name: string, inner: string): string {
  return `<m:${name}Response xmlns:m="${ns.messages}" xmlns:t="${ns.types}">${inner}</m:${name}Response>`
}

/** Answers one by one, in m:ResponseMessages: what `work` brings for each, or its EwsError. */
export function messagesOf<T>(name: string, asked: readonly T[], work: (each: T) => string, empty = ''): string {
  const messages = asked.map((each) => {
    try {
      return message(name, work(each))
    } catch (error) {
      if (!(error instanceof EwsError)) throw error
      return errorMessage(name, error, empty)
    }
  })
  return responseOf(name, `<m:ResponseMessages>${messages.join('')}</m:ResponseMessages>`)
}

function message(name: string, inner: string): string {
  return `<m:${name}ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>${inner}</m:${name}ResponseMessage>`
}

function errorMessage(name: string, { code, message: text }: EwsError, empty: string): string {
  return `<m:${name}ResponseMessage ResponseClass="Error">${errorWords(code, text)}${empty}</m:${name}ResponseMessage>`
}

/** What stands in a response message that is an error. */
export function errorWords(code: string, text: string): string {
  return `<m:MessageText>${escapeXml(text)}</m:MessageText><m:ResponseCode>${code}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>`
}

/** A SOAP fault as EWS writes it. */
export function faultBody({ code, message: text, values }: EwsFault): string {
  const names = Object.entries(values).map(([name, value]) => `<t:Value Name="${name}">${escapeXml(value)}</t:Value>`)
  const details = names.length === 0 ? '' : `<t:MessageXml xmlns:t="${ns.types}">${names.join('')}</t:MessageXml>`
  return soapFault(code, text, text, details)
}

/** A request that the schema does not know, or that is no XML: always a SOAP fault with status 500. */
export function schemaFault(violation: string, line: number, column: number): string {
  const details =
    `<t:MessageXml xmlns:t="${ns.types}"><t:LineNumber>${line}</t:LineNumber>` +
    `<t:LinePosition>${column}</t:LinePosition><t:Violation>${escapeXml(violation)}</t:Violation></t:MessageXml>`
  const text = 'The request failed schema validation.'
  return soapFault('ErrorSchemaValidation', `The request failed schema validation: ${violation}`, text, details)
}

function soapFault(code: string, faultString: string, text: string, details: string): string {
  return (
    `${DECLARATION}<s:Envelope xmlns:s="${ns.soap}"><s:Body><s:Fault>` +
    `<faultcode xmlns:a="${ns.types}">a:${code}</faultcode>` +
    `<faultstring xml:lang="en-US">${escapeXml(faultString)}</faultstring><detail>` +
    `<e:ResponseCode xmlns:e="${ns.errors}">${code}</e:ResponseCode>` +
    `<e:Message xmlns:e="${ns.errors}">${escapeXml(text)}</e:Message>${details}` +
    '</detail></s:Fault></s:Body></s:Envelope>'
  )
}
