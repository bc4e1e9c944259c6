import { otherNames } from '../../../shared/management/mobile-properties.ts'
import { mobileFields } from './mobile-fields.ts'
import { nameOfKept } from './read-fields.ts'

/**
 * What people call the columns of devices when they tidy up a sheet, with letters and digits alone, small. What may be one
 * of two, such as a last synchronisation, or a user, is not here.
 */
const renamed: Readonly<Record<string, string>> = {
  identität: 'Identity',
  identité: 'Identity',
  identidad: 'Identity',
  identità: 'Identity',
  geräteid: 'DeviceId',
  gerätekennung: 'DeviceId',
  iddelappareil: 'DeviceId',
  idappareil: 'DeviceId',
  iddeldispositivo: 'DeviceId',
  iddispositivo: 'DeviceId',
  gerätetyp: 'DeviceType',
  typedappareil: 'DeviceType',
  typeappareil: 'DeviceType',
  tipodedispositivo: 'DeviceType',
  tipodispositivo: 'DeviceType',
  gerätemodell: 'DeviceModel',
  modèledelappareil: 'DeviceModel',
  modèle: 'DeviceModel',
  modelodedispositivo: 'DeviceModel',
  modellodispositivo: 'DeviceModel',
  gerätebetriebssystem: 'DeviceOS',
  betriebssystem: 'DeviceOS',
  systèmedexploitation: 'DeviceOS',
  sistemaoperativo: 'DeviceOS',
  operatingsystem: 'DeviceOS',
  useragent: 'DeviceUserAgent',
  geräteuseragent: 'DeviceUserAgent',
  anzeigename: 'UserDisplayName',
  zugriffsstatus: 'DeviceAccessState',
  gerätezugriffsstatus: 'DeviceAccessState',
  étatdaccès: 'DeviceAccessState',
  estadodeacceso: 'DeviceAccessState',
  statodiaccesso: 'DeviceAccessState',
  accessstate: 'DeviceAccessState',
  accessstatereason: 'DeviceAccessStateReason',
  grunddeszugriffsstatus: 'DeviceAccessStateReason',
  accesscontrolrule: 'DeviceAccessControlRule',
  erstesynchronisierung: 'FirstSyncTime',
  premièresynchronisation: 'FirstSyncTime',
  primerasincronización: 'FirstSyncTime',
  firstsync: 'FirstSyncTime',
  lastsyncattempt: 'LastSyncAttemptTime',
}

/**
 * The properties of Get-MobileDevice and Get-MobileDeviceStatistics, and of any object that came from Exchange, whether
 * they are read or not. Names as published readings of Exchange 2013's assemblies and the cmdlets' pages have them.
 */
const ofDevices = new Set(
  [
    ...Object.keys({ ...mobileFields.mobileDevices, ...mobileFields.mobileDeviceStatistics }),
    ...Object.values(otherNames.mobileDevices ?? {}).flat(),
    ...['DeviceImei', 'DeviceMobileOperator', 'DeviceOSLanguage', 'DeviceTelephoneNumber', 'DevicePhoneNumber'],
    ...['DeviceEnableOutboundSMS', 'DeviceFriendlyName', 'DeviceWipeSentTime', 'DeviceWipeRequestTime'],
    ...['DeviceWipeAckTime', 'LastPingHeartbeat', 'RecoveryPassword', 'MailboxLogReport', 'IsRemoteWipeSupported'],
    ...['LastDeviceWipeRequestor', 'SyncStateUpgradeTime', 'ProvisioningFlags'],
    ...['Id', 'Name', 'DistinguishedName', 'AdminDisplayName', 'ExchangeVersion', 'ExchangeObjectId', 'ObjectCategory'],
    ...['ObjectClass', 'ObjectState', 'WhenCreated', 'WhenCreatedUTC', 'OrganizationId', 'IsValid'],
    ...['OrganizationalUnitRoot', 'OriginatingServer', 'RunspaceId', 'PSComputerName', 'PSShowComputerName'],
  ].map((name) => name.toLowerCase()),
)

/** The property that a column must be whose name is none of a property; undefined where nobody can tell. */
export function propertyOfColumn(name: string): string | undefined {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
  return nameOfKept(plain) ?? (Object.hasOwn(renamed, plain) ? renamed[plain] : undefined)
}

/** Whether the cmdlets of devices have this property. */
export function isPropertyOfDevices(name: string): boolean {
  return ofDevices.has(name.toLowerCase())
}
