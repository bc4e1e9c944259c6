import { type User, users } from '../users.ts'
import { type EwsHandler, required } from './ews-call.ts'
import { EwsError, messagesOf } from './ews-soap.ts'
import { escapeXml } from './xml.ts'

/** Time zones of Windows that know no summer time, so that each is whole with one period. */
const zones: readonly (readonly [id: string, name: string, bias: string])[] = [
  ['Hawaiian Standard Time', '(UTC-10:00) Hawaii', 'PT10H'],
  ['US Mountain Standard Time', '(UTC-07:00) Arizona', 'PT7H'],
  ['SA Pacific Standard Time', '(UTC-05:00) Bogota, Lima, Quito', 'PT5H'],
  ['Argentina Standard Time', '(UTC-03:00) City of Buenos Aires', 'PT3H'],
  ['UTC', '(UTC) Coordinated Universal Time', 'PT0S'],
  ['W. Central Africa Standard Time', '(UTC+01:00) West Central Africa', '-PT1H'],
  ['South Africa Standard Time', '(UTC+02:00) Harare, Pretoria', '-PT2H'],
  ['Arab Standard Time', '(UTC+03:00) Kuwait, Riyadh', '-PT3H'],
  ['India Standard Time', '(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', '-PT5H30M'],
  ['China Standard Time', '(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi', '-PT8H'],
  ['Tokyo Standard Time', '(UTC+09:00) Osaka, Sapporo, Tokyo', '-PT9H'],
  ['E. Australia Standard Time', '(UTC+10:00) Brisbane', '-PT10H'],
]

/** GetServerTimeZones (MS-OXWSGTZ section 3.1.4.1): all of them, or those that are named. */
export const getServerTimeZones: EwsHandler = ({ operation, at }) => {
  const full = operation.attributes.get('ReturnFullTimeZoneData') !== 'false'
  const named = operation.children.flatMap(({ children }) => children).map(({ text }) => text.trim())
  return messagesOf('GetServerTimeZones', [named], (wanted) => {
    if (at.settings.ews.timeZones === 'unreadable') {
      throw new EwsError('ErrorTimeZone', 'The time zones of the server could not be read.')
    }
    const found = zones.filter(([id]) => wanted.length === 0 || wanted.includes(id))
    const definitions = found.map(([id, name, bias]) => {
      const period = `trule:Microsoft/Registry/${id}/1-Standard`
      const rules =
        `<t:Periods><t:Period Bias="${bias}" Name="Standard" Id="${period}"/></t:Periods>` +
        `<t:TransitionsGroups><t:TransitionsGroup Id="0"><t:Transition><t:To Kind="Period">${period}</t:To></t:Transition></t:TransitionsGroup></t:TransitionsGroups>` +
        '<t:Transitions><t:Transition><t:To Kind="Group">0</t:To></t:Transition></t:Transitions>'
      return `<t:TimeZoneDefinition Name="${escapeXml(name)}" Id="${id}">${full ? rules : ''}</t:TimeZoneDefinition>`
    })
    return `<m:TimeZoneDefinitions>${definitions.join('')}</m:TimeZoneDefinitions>`
  })
}

/** ResolveNames (MS-OXWSRSLNM section 3.1.4.1) over the address list. */
export const resolveNames: EwsHandler = ({ operation, at }) => {
  const entry = required(operation, 'messages', 'UnresolvedEntry').text.trim().toLowerCase()
  return messagesOf('ResolveNames', [entry], (wanted) => {
    const { addressList } = at.settings.ews
    if (addressList === 'unreachable')
      throw new EwsError('ErrorADUnavailable', 'Active Directory is unavailable. Try again later.')
    const listed = addressList === 'hides-mailboxes' ? [] : users
    const found = listed.filter(
      ({ account, mailbox, displayName }) =>
        mailbox === wanted.replace(/^smtp:/, '') || account === wanted || displayName.toLowerCase().startsWith(wanted),
    )
    if (found.length === 0) throw new EwsError('ErrorNameResolutionNoResults', 'No results were found.')
    const isRenamed = addressList === 'other-primary-address'
    const resolutions = found.map((user) => resolution(user, isRenamed ? `new.${user.mailbox}` : user.mailbox)).join('')
    return `<m:ResolutionSet TotalItemsInView="${found.length}" IncludesLastItemInRange="true">${resolutions}</m:ResolutionSet>`
  })
}

function resolution({ displayName }: User, mailbox: string): string {
  return (
    `<t:Resolution><t:Mailbox><t:Name>${escapeXml(displayName)}</t:Name><t:EmailAddress>${mailbox}</t:EmailAddress>` +
    '<t:RoutingType>SMTP</t:RoutingType><t:MailboxType>Mailbox</t:MailboxType></t:Mailbox></t:Resolution>'
  )
}
