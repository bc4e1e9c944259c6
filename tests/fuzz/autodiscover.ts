import { readJsonResponse } from '../../electron/engine/wire/autodiscover-json.ts'
import { readAutodiscoverResponse, readMobileSyncResponse } from '../../electron/engine/wire/autodiscover-message.ts'
import { readUserSettingsResponse } from '../../electron/engine/wire/autodiscover-soap.ts'
import type { FuzzTarget } from './target.ts'
import { xmlDictionary } from './xml-dictionary.ts'

const pox = (response: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">${response}</Autodiscover>`,
  )

const readers = [readAutodiscoverResponse, readMobileSyncResponse, readUserSettingsResponse, readJsonResponse]

/** Answers of Autodiscover in each of its forms (MS-OXDSCLI, MS-OXWSADISC, MS-ASCMD section 2.2.1.1, and JSON). */
export const autodiscover: FuzzTarget = {
  name: 'autodiscover',
  seeds: [
    pox(
      '<Response xmlns="a"><User><DisplayName>Alice</DisplayName></User><Account><Action>settings</Action><Protocol><Type>EXPR</Type><EwsUrl>https://mail.contoso.test/EWS/Exchange.asmx</EwsUrl></Protocol></Account></Response>',
    ),
    pox(
      '<Response><Account><Action>redirectUrl</Action><RedirectUrl>https://b.test/</RedirectUrl></Account></Response>',
    ),
    pox(
      '<Response><Error Time="1" Id="2"><ErrorCode>600</ErrorCode><Message>Invalid Request</Message></Error></Response>',
    ),
    pox(
      '<Response xmlns="b"><Action><Settings><Server><Type>MobileSync</Type><Url>https://mail.contoso.test/Microsoft-Server-ActiveSync</Url></Server></Settings></Action></Response>',
    ),
    Buffer.from(
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetUserSettingsResponseMessage xmlns="a"><Response><ErrorCode>NoError</ErrorCode><UserResponses><UserResponse><ErrorCode>NoError</ErrorCode><UserSettings><UserSetting><Name>ExternalEwsUrl</Name><Value>https://mail.contoso.test/EWS/Exchange.asmx</Value></UserSetting></UserSettings></UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>',
    ),
    Buffer.from('{"Protocol":"ActiveSync","Url":"https://mail.contoso.test/Microsoft-Server-ActiveSync"}'),
    Buffer.from('{"ErrorCode":"InvalidProtocol","ErrorMessage":"The given protocol value is invalid."}'),
  ],
  dictionary: [...xmlDictionary, 'redirectAddr', '"Url":', '{"a":', '[[[[', 'null', '1e999', '\\ud800', '"__proto__":'],
  read: (input, random) => random.pick(readers)(input, 'autodiscover.contoso.test'),
  growth: 8,
}
