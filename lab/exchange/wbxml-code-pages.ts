/**
 * The tokens of MS-ASWBXML section 2.1.2.1 by code page: the page's number and name, then each tag in the order of its
 * token, from 0x05 on. `-` stands for a token that the page leaves out. Pages that the lab neither reads nor writes are
 * missing.
 */
const PAGES: readonly (readonly [page: number, name: string, tags: string])[] = [
  [
    0,
    'AirSync',
    'Sync Responses Add Change Delete Fetch SyncKey ClientId ServerId Status Collection Class - CollectionId GetChanges ' +
      'MoreAvailable WindowSize Commands Options FilterType Truncation - Conflict Collections ApplicationData ' +
      'DeletesAsMoves - Supported SoftDelete MIMESupport MIMETruncation Wait Limit Partial ConversationMode MaxItems ' +
      'HeartbeatInterval',
  ],
  [
    2,
    'Email',
    'Attachment Attachments AttName AttSize Att0Id AttMethod - Body BodySize BodyTruncated DateReceived DisplayName ' +
      'DisplayTo Importance MessageClass Subject Read To Cc From ReplyTo AllDayEvent Categories Category DtStamp EndTime ' +
      'InstanceType BusyStatus Location MeetingRequest Organizer RecurrenceId Reminder ResponseRequested Recurrences ' +
      'Recurrence Type Until Occurrences Interval DayOfWeek DayOfMonth WeekOfMonth MonthOfYear StartTime Sensitivity ' +
      'TimeZone GlobalObjId ThreadTopic MIMEData MIMETruncated MIMESize InternetCPID Flag Status ContentClass FlagType ' +
      'CompleteTime DisallowNewTimeProposal',
  ],
  [
    6,
    'GetItemEstimate',
    'GetItemEstimate Version Collections Collection Class CollectionId DateTime Estimate Response Status',
  ],
  [
    7,
    'FolderHierarchy',
    'Folders Folder DisplayName ServerId ParentId Type Response Status ContentClass Changes Add Delete Update SyncKey ' +
      'FolderCreate FolderDelete FolderUpdate FolderSync Count',
  ],
  [13, 'Ping', 'Ping AutdState Status HeartbeatInterval Folders Folder Id Class MaxFolders'],
  [
    14,
    'Provision',
    'Provision Policies Policy PolicyType PolicyKey Data Status RemoteWipe EASProvisionDoc DevicePasswordEnabled ' +
      'AlphanumericDevicePasswordRequired RequireStorageCardEncryption PasswordRecoveryEnabled - AttachmentsEnabled ' +
      'MinDevicePasswordLength MaxInactivityTimeDeviceLock MaxDevicePasswordFailedAttempts MaxAttachmentSize ' +
      'AllowSimpleDevicePassword DevicePasswordExpiration DevicePasswordHistory AllowStorageCard AllowCamera ' +
      'RequireDeviceEncryption AllowUnsignedApplications AllowUnsignedInstallationPackages ' +
      'MinDevicePasswordComplexCharacters AllowWiFi AllowTextMessaging AllowPOPIMAPEmail AllowBluetooth AllowIrDA ' +
      'RequireManualSyncWhenRoaming AllowDesktopSync MaxCalendarAgeFilter AllowHTMLEmail MaxEmailAgeFilter ' +
      'MaxEmailBodyTruncationSize MaxEmailHTMLBodyTruncationSize RequireSignedSMIMEMessages ' +
      'RequireEncryptedSMIMEMessages RequireSignedSMIMEAlgorithm RequireEncryptionSMIMEAlgorithm ' +
      'AllowSMIMEEncryptionAlgorithmNegotiation AllowSMIMESoftCerts AllowBrowser AllowConsumerEmail AllowRemoteDesktop ' +
      'AllowInternetSharing UnapprovedInROMApplicationList ApplicationName ApprovedApplicationList Hash ' +
      'AccountOnlyRemoteWipe',
  ],
  [
    17,
    'AirSyncBase',
    'BodyPreference Type TruncationSize AllOrNone - Body Data EstimatedDataSize Truncated Attachments Attachment ' +
      'DisplayName FileReference Method ContentId ContentLocation IsInline NativeBodyType ContentType Preview ' +
      'BodyPartPreference BodyPart Status Add Delete ClientId Content Location Annotation Street City State Country ' +
      'PostalCode Latitude Longitude Accuracy Altitude AltitudeAccuracy LocationUri InstanceId',
  ],
  [
    18,
    'Settings',
    'Settings Status Get Set Oof OofState StartTime EndTime OofMessage AppliesToInternal AppliesToExternalKnown ' +
      'AppliesToExternalUnknown Enabled ReplyMessage BodyType DevicePassword Password DeviceInformation Model IMEI ' +
      'FriendlyName OS OSLanguage PhoneNumber UserInformation EmailAddresses SmtpAddress UserAgent EnableOutboundSMS ' +
      'MobileOperator PrimarySmtpAddress Accounts Account AccountId AccountName UserDisplayName SendDisabled - ' +
      'RightsManagementInformation',
  ],
]

const FIRST_TOKEN = 0x05

/** Page and token of a tag by its whole name (`FolderHierarchy:Status`). */
export const tokenOf: ReadonlyMap<string, { page: number; token: number }> = new Map(
  PAGES.flatMap(([page, prefix, tags]) =>
    tags
      .split(' ')
      .map((tag, index) => [`${prefix}:${tag}`, { page, token: FIRST_TOKEN + index }] as const)
      .filter(([name]) => !name.endsWith(':-')),
  ),
)

const names = new Map([...tokenOf].map(([name, { page, token }]) => [page * 256 + token, name]))

/** The whole name of a tag, or nothing when MS-ASWBXML gives the token no meaning on that page. */
export function tagName(page: number, token: number): string | undefined {
  return names.get(page * 256 + token)
}
