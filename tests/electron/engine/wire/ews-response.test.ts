import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEwsResponse } from '../../../../electron/engine/wire/ews-response.ts'
import { escapeXml } from '../../../../electron/engine/wire/xml.ts'
import { wireErrorOf } from './wire-error-of.ts'

const where = 'mail.contoso.test'
const read = (text: string) => readEwsResponse(Buffer.from(text), where).response

/** Microsoft, "EWS throttling in Exchange": the fault of a server that asks for time. */
const busy = (value: string, name = 'BackOffMilliseconds') =>
  `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:ErrorServerBusy</faultcode><faultstring xml:lang="en-US">The server cannot service this request right now. Try again later.</faultstring><detail><e:ResponseCode xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">ErrorServerBusy</e:ResponseCode><e:Message xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">The server cannot service this request right now. Try again later.</e:Message><t:MessageXml xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><t:Value Name="${name}">${value}</t:Value></t:MessageXml></detail></s:Fault></s:Body></s:Envelope>`

/** MS-OXWAVLS section 4.1: an answer whose ResponseCode stands deeper than in other operations. */
const availability = (code: string) =>
  `<s:Envelope xmlns:s="urn:s"><s:Body><GetUserAvailabilityResponse xmlns="urn:m"><FreeBusyResponseArray><FreeBusyResponse><ResponseMessage ResponseClass="Error"><MessageText>Unable to resolve e-mail address.</MessageText><ResponseCode>${code}</ResponseCode><DescriptiveLinkKey>0</DescriptiveLinkKey></ResponseMessage></FreeBusyResponse></FreeBusyResponseArray></GetUserAvailabilityResponse></s:Body></s:Envelope>`

describe('what a server writes for a time', () => {
  it.each(['', 'soon', '-1', '1.5', '1e9', '12345678901', '0x10', '<t:a/>'])('%j is none', (value) => {
    expect(read(busy(value))).not.toHaveProperty('backOffMilliseconds')
  })

  it('is only what is called BackOffMilliseconds', () => {
    expect(read(busy('5000', 'Other'))).not.toHaveProperty('backOffMilliseconds')
  })
})

it('reads how long a busy server asks to be left alone', () => {
  expect(read(busy('297749'))).toEqual({
    responseCode: 'ErrorServerBusy',
    messageText: 'The server cannot service this request right now. Try again later.',
    soapFault: true,
    backOffMilliseconds: 297_749,
  })
})

it('reads a response code wherever the operation has it', () => {
  expect(read(availability('ErrorMailRecipientNotFound'))).toEqual({
    responseCode: 'ErrorMailRecipientNotFound',
    messageText: 'Unable to resolve e-mail address.',
  })
})

it('takes XML of another kind for nothing, and what is no XML for malformed', async () => {
  expect(read('<html><body>Sign in</body></html>')).toEqual({})
  for (const text of ['', 'Busy', '{"code": 503}', busy('5').slice(0, 400)]) {
    expect(await wireErrorOf(() => read(text)), text).toMatchObject({ code: 'xml-malformed', where })
  }
})

it('whatever words a server puts in, they come back cut and whole, and nothing else is thrown', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'Z', '<', '&', '"', 'é', '雪', ' '),
    minLength: 1,
    maxLength: 600,
  })
  fc.assert(
    fc.property(word, word, (code, text) => {
      const answer = read(
        `<E><ResponseMessages><M><MessageText>${escapeXml(text)}</MessageText><ResponseCode>${escapeXml(code)}</ResponseCode></M></ResponseMessages></E>`,
      )
      expect(answer.responseCode ?? '').toBe(code.trim().slice(0, 500))
      expect(answer.messageText ?? '').toBe(text.trim().slice(0, 500))
    }),
  )
})

it('bytes of a stranger are read, or are a WireError', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.string().map((text) => Buffer.from(busy(text))),
      ),
      async (bytes) => {
        try {
          readEwsResponse(bytes, where)
        } catch {
          expect(await wireErrorOf(() => readEwsResponse(bytes, where))).toMatchObject({ where })
        }
      },
    ),
  )
})
