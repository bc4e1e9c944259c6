import { describe, expect, it } from 'vitest'
import { allTags, placeOfTag, tagNameAt } from '../../../../../electron/engine/wire/wbxml/code-pages.ts'

describe('what is no tag', () => {
  it.each([
    [0, 0x04],
    [0, 0x11],
    [3, 0x05],
    [4, 0x2b],
    [7, 0x0d],
    [18, 0x2a],
    [25, 0x0f],
    [25, 0x1a],
    [25, 0x23],
    [26, 0x05],
  ])('page %i has none at %i', (page, token) => {
    expect(tagNameAt(page, token)).toBeUndefined()
  })

  it.each(['Sync', 'AirSync:Nothing', 'airsync:Sync', 'AirNotify:', 'AirSync:.', ''])('%j', (name) => {
    expect(placeOfTag(name)).toBeUndefined()
  })
})

// A tag after each gap, at each turn of sixteen and at the end of each page, so that one left out or put in shows.
it.each<[page: number, token: number, name: string]>([
  [0, 0x05, 'AirSync:Sync'],
  [0, 0x0e, 'AirSync:Status'],
  [0, 0x12, 'AirSync:CollectionId'],
  [0, 0x1c, 'AirSync:Collections'],
  [0, 0x20, 'AirSync:Supported'],
  [0, 0x29, 'AirSync:HeartbeatInterval'],
  [1, 0x10, 'Contacts:BusinessAddressState'],
  [1, 0x20, 'Contacts:Home2PhoneNumber'],
  [1, 0x30, 'Contacts:OtherAddressState'],
  [1, 0x3c, 'Contacts:Picture'],
  [1, 0x3e, 'Contacts:WeightedRank'],
  [2, 0x0f, 'Email:DateReceived'],
  [2, 0x14, 'Email:Subject'],
  [2, 0x20, 'Email:BusyStatus'],
  [2, 0x30, 'Email:MonthOfYear'],
  [2, 0x3f, 'Email:DisallowNewTimeProposal'],
  [4, 0x11, 'Calendar:DtStamp'],
  [4, 0x20, 'Calendar:DayOfWeek'],
  [4, 0x2a, 'Calendar:AttendeeType'],
  [4, 0x33, 'Calendar:DisallowNewTimeProposal'],
  [4, 0x3c, 'Calendar:ClientUid'],
  [5, 0x0c, 'Move:DstMsgId'],
  [6, 0x0e, 'GetItemEstimate:Status'],
  [7, 0x0c, 'FolderHierarchy:Status'],
  [7, 0x12, 'FolderHierarchy:SyncKey'],
  [7, 0x16, 'FolderHierarchy:FolderSync'],
  [7, 0x17, 'FolderHierarchy:Count'],
  [8, 0x0e, 'MeetingResponse:InstanceId'],
  [8, 0x12, 'MeetingResponse:SendResponse'],
  [9, 0x10, 'Tasks:Type'],
  [9, 0x20, 'Tasks:Subject'],
  [9, 0x26, 'Tasks:FirstDayOfWeek'],
  [10, 0x10, 'ResolveRecipients:To'],
  [10, 0x1d, 'ResolveRecipients:MaxPictures'],
  [11, 0x0a, 'ValidateCert:Status'],
  [12, 0x0e, 'Contacts2:MMS'],
  [13, 0x07, 'Ping:Status'],
  [13, 0x0d, 'Ping:MaxFolders'],
  [14, 0x09, 'Provision:PolicyKey'],
  [14, 0x0c, 'Provision:RemoteWipe'],
  [14, 0x10, 'Provision:RequireStorageCardEncryption'],
  [14, 0x13, 'Provision:AttachmentsEnabled'],
  [14, 0x20, 'Provision:MinDevicePasswordComplexCharacters'],
  [14, 0x30, 'Provision:RequireEncryptionSMIMEAlgorithm'],
  [14, 0x3b, 'Provision:AccountOnlyRemoteWipe'],
  [15, 0x10, 'Search:Total'],
  [15, 0x1e, 'Search:UserName'],
  [15, 0x23, 'Search:MaxPictures'],
  [16, 0x12, 'GAL:Data'],
  [17, 0x0a, 'AirSyncBase:Body'],
  [17, 0x16, 'AirSyncBase:NativeBodyType'],
  [17, 0x20, 'AirSyncBase:Location'],
  [17, 0x2d, 'AirSyncBase:InstanceId'],
  [18, 0x10, 'Settings:AppliesToExternalUnknown'],
  [18, 0x16, 'Settings:DeviceInformation'],
  [18, 0x20, 'Settings:UserAgent'],
  [18, 0x2b, 'Settings:RightsManagementInformation'],
  [19, 0x0c, 'DocumentLibrary:ContentType'],
  [20, 0x10, 'ItemOperations:Schema'],
  [20, 0x19, 'ItemOperations:MoveAlways'],
  [21, 0x10, 'ComposeMail:Mime'],
  [21, 0x18, 'ComposeMail:Email'],
  [22, 0x10, 'Email2:IsLeapMonth'],
  [22, 0x17, 'Email2:Send'],
  [23, 0x09, 'Notes:Category'],
  [24, 0x10, 'RightsManagement:ExportAllowed'],
  [24, 0x18, 'RightsManagement:RemoveRightsManagementProtection'],
  [25, 0x11, 'Find:Response'],
  [25, 0x19, 'Find:GalSearchCriterion'],
  [25, 0x22, 'Find:Picture'],
])('MS-ASWBXML 2.1.2.1: page %i has at %i %s', (page, token, name) => {
  expect(tagNameAt(page, token)).toBe(name)
  expect(placeOfTag(name)).toEqual({ page, token })
})

it('every tag leads to its place and back, and fits into six bits', () => {
  expect(new Set(allTags).size).toBe(allTags.length)
  for (const name of allTags) {
    const place = placeOfTag(name)
    if (!place) throw new Error(`${name} has no place.`)
    expect(place.token).toBeGreaterThanOrEqual(0x05)
    expect(place.token).toBeLessThan(0x40)
    expect(tagNameAt(place.page, place.token)).toBe(name)
  }
})
