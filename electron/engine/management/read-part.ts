import { type ConfigurationPart, configurationCmdlets, olderCmdlets } from '../../../shared/management/configuration.ts'
import type { RawObject } from './raw-object.ts'

/** The part that an object belongs to; `other` is of a cmdlet that Postern has no use for, by the name of its type or cmdlet. */
export type PartOf = Known | { readonly other: string } | undefined
/** `older`: it is told by the name that Exchange 2010 has for the cmdlet or its type. */
type Known = { readonly part: ConfigurationPart; readonly older?: boolean }

const olderNames: ReadonlySet<string> = new Set([
  ...Object.values(olderCmdlets).map((cmdlet) => cmdlet.toLowerCase()),
  ...['activesyncdevice', 'activesyncdeviceconfiguration', 'activesyncmailboxpolicy'],
])

const byCmdlet = new Map(
  [...Object.entries(configurationCmdlets), ...Object.entries(olderCmdlets)].map(([part, cmdlet]) => [
    cmdlet.toLowerCase(),
    part as ConfigurationPart,
  ]),
)

/** The last name of the .NET type that each cmdlet gives back. */
const byType = new Map<string, ConfigurationPart>([
  ['organizationconfig', 'organizationConfig'],
  ['adorganizationconfig', 'organizationConfig'],
  ['casmailbox', 'casMailboxes'],
  ['adwebservicesvirtualdirectory', 'webServicesVirtualDirectories'],
  ['throttlingpolicy', 'throttlingPolicies'],
  ['throttlingpolicyassociation', 'throttlingPolicyAssociations'],
  ['exchangeroleassignmentpresentation', 'managementRoleAssignments'],
  ['exchangeroleassignment', 'managementRoleAssignments'],
  ['managementscope', 'managementScopes'],
  ['exchangeserver', 'exchangeServers'],
  ['mobiledevice', 'mobileDevices'],
  ['activesyncdevice', 'mobileDevices'],
  ['mobiledeviceconfiguration', 'mobileDeviceStatistics'],
  ['activesyncdeviceconfiguration', 'mobileDeviceStatistics'],
  ['activesyncdeviceaccessrule', 'activeSyncDeviceAccessRules'],
  ['activesyncorganizationsettings', 'activeSyncOrganizationSettings'],
  ['mobilemailboxpolicy', 'mobileDeviceMailboxPolicies'],
  ['activesyncmailboxpolicy', 'mobileDeviceMailboxPolicies'],
])

const ofMailbox = [
  'primarysmtpaddress',
  'samaccountname',
  'serverlegacydn',
  'owaenabled',
  'activesyncenabled',
  'imapenabled',
  'popenabled',
  'mapienabled',
  'ecpenabled',
]
const ofOrganization = [
  'ismixedmode',
  'isdehydrated',
  'publicfoldersenabled',
  'mailtipsalltipsenabled',
  'oauth2clientprofileenabled',
  'activitybasedauthenticationtimeoutenabled',
  'customerfeedbackenabled',
  'microsoftexchangerecipientemailaddresses',
  'distributiongroupdefaultou',
  'readtrackingenabled',
  'scljunkthreshold',
  'maxconcurrentmigrations',
  'hierarchicaladdressbookroot',
  'rootpublicfoldermailbox',
  'organizationsummary',
]
const ofPolicy = [
  'throttlingpolicyscope',
  'ewsmaxconcurrency',
  'ewsmaxsubscriptions',
  'ewsmaxburst',
  'ewsrechargerate',
  'ewscutoffbalance',
  'easmaxdevices',
]
const ofAssignment = ['roleassigneename', 'roleassigneetype', 'effectiveusername', 'customrecipientwritescope']
const ofScope = ['recipientroot', 'scoperestrictiontype', 'exclusive']
const ofServer = ['serverrole', 'fqdn', 'edition']
const ofEwsDirectory = ['internalnlbbypassurl', 'mrsproxyenabled']
const ofDirectory = ['extendedprotectiontokenchecking', 'metabasepath', 'internalauthenticationmethods']
/** The statistics of a device also tell what it is, so these come first. */
const ofStatistics = [
  'lastsyncattempttime',
  'lastsuccesssync',
  'lastpolicyupdatetime',
  'devicepolicyapplied',
  'devicepolicyapplicationstatus',
  'numberoffolderssynced',
]
const ofDevice = [
  'deviceaccessstate',
  'deviceaccessstatereason',
  'deviceaccesscontrolrule',
  'devicetype',
  'devicemodel',
  'deviceos',
  'deviceuseragent',
  'firstsynctime',
]
const ofSettings = ['defaultaccesslevel', 'usermailinsert', 'adminmailrecipients', 'allowaccessforunsupportedplatform']
const ofIds = ['activesyncalloweddeviceids', 'activesyncblockeddeviceids']
const ofEws = [
  'ewsenabled',
  'ewsapplicationaccesspolicy',
  'ewsallowlist',
  'ewsblocklist',
  'ewsallowoutlook',
  'ewsallowmacoutlook',
  'ewsallowentourage',
]

const traits = new Set([ofMailbox, ofOrganization, ofScope, ofServer, ofDirectory].flat())

/** Whether a property tells objects apart though its value is of no use. */
export function isTrait(lowerName: string): boolean {
  return traits.has(lowerName)
}

/** Whether a name is that of a cmdlet, under which its objects stand. */
export function isCmdlet(name: string): boolean {
  return /^get-[a-z]+$/i.test(name)
}

/** Names of Format-List and Format-Table's own objects, which hold nothing of what they were made of. */
export function isFormatObject(name: string): boolean {
  return (
    /^ClassId2e4f51ef/i.test(name) ||
    /^(Deserialized\.)?Microsoft\.PowerShell\.Commands\.Internal\.Format\./i.test(name)
  )
}

/**
 * Which cmdlet gave an object back: by the name that the file gives it, else by its type, else by properties that no
 * other cmdlet has, else by what was typed at the prompt before it, else by the name of the file.
 */
export function partOf(object: RawObject, fileName: string | undefined): PartOf {
  if (object.cmdlet !== undefined) {
    const part = byCmdlet.get(object.cmdlet.toLowerCase())
    return part ? knownAs(part, object.cmdlet) : { other: object.cmdlet }
  }
  const typed = byTypeName(object.typeNames)
  if (typed) return typed
  const found = byProperties(object)
  const named = byPrompt(object.typed) ?? byFileName(fileName)
  if (!found) return named
  // Properties tell the part, and a name that is of the same one tells of which release it is.
  return 'part' in found && named?.part === found.part ? named : found
}

function knownAs(part: ConfigurationPart, name = ''): Known {
  return olderNames.has(name.toLowerCase()) ? { part, older: true } : { part }
}

function byTypeName(typeNames: readonly string[]): PartOf {
  for (const typeName of typeNames) {
    const plain = typeName.trim().replace(/^((Deserialized|Selected)\.)+/i, '')
    if (!/^Microsoft\.Exchange\./i.test(plain)) continue
    const last = plain.slice(plain.lastIndexOf('.') + 1).toLowerCase()
    const part = byType.get(last)
    if (part) return knownAs(part, last)
    return { other: plain }
  }
  return undefined
}

function byProperties(object: RawObject): PartOf {
  const has = (name: string): boolean => object.properties.has(name) || object.traits.has(name)
  const some = (names: readonly string[]): boolean => names.some(has)
  const count = (names: readonly string[]): number => names.filter(has).length
  if (some(ofStatistics)) return { part: 'mobileDeviceStatistics' }
  if (some(ofDevice)) return { part: 'mobileDevices' }
  if (has('querystring') && (has('characteristic') || has('accesslevel')))
    return { part: 'activeSyncDeviceAccessRules' }
  if (some(ofSettings)) return { part: 'activeSyncOrganizationSettings' }
  if (has('allownonprovisionabledevices')) return { part: 'mobileDeviceMailboxPolicies' }
  if (some(ofEwsDirectory)) return { part: 'webServicesVirtualDirectories' }
  if (some(ofDirectory)) return virtualDirectory(object)
  if (has('throttlingpolicyid')) return { part: 'throttlingPolicyAssociations' }
  if (some(ofPolicy)) return { part: 'throttlingPolicies' }
  if (some(ofAssignment)) return { part: 'managementRoleAssignments' }
  if (some(ofScope)) return { part: 'managementScopes' }
  if (has('admindisplayversion') && some(ofServer)) return { part: 'exchangeServers' }
  const organization = count(ofOrganization)
  const mailbox = count(ofMailbox)
  if (organization > 0 && mailbox > 0) return undefined
  if (organization > (some(ofEws) ? 0 : 1)) return { part: 'organizationConfig' }
  if (some(ofIds) || (mailbox > 0 && some(ofEws))) return { part: 'casMailboxes' }
  return has('owaenabled') && has('activesyncenabled') ? { part: 'casMailboxes' } : undefined
}

function byPrompt(typed: string | undefined): Known | undefined {
  const part = typed === undefined ? undefined : byCmdlet.get(typed.toLowerCase())
  return part && knownAs(part, typed)
}

/** Of the virtual directories only that of EWS is of use; its name tells it from the others. */
function virtualDirectory(object: RawObject): PartOf {
  for (const name of ['identity', 'name']) {
    const value = object.properties.get(name)?.value
    const directory = typeof value === 'string' ? /(?:^|\\)([^\\(]+) \(/.exec(value) : null
    if (directory) {
      return directory[1]?.toLowerCase() === 'ews'
        ? { part: 'webServicesVirtualDirectories' }
        : { other: `${directory[1]}` }
    }
  }
  return undefined
}

function byFileName(fileName: string | undefined): Known | undefined {
  const [cmdlet] = /get-[a-z]+/i.exec(fileName ?? '') ?? []
  const part = cmdlet === undefined ? undefined : byCmdlet.get(cmdlet.toLowerCase())
  return part && knownAs(part, cmdlet)
}
