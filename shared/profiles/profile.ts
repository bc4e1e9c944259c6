/** What one integration needs of an Exchange organisation. Data, so that another vendor is another constant. */
export type Profile = {
  id: string
  name: string
  /** What the vendor's client calls itself in User-Agent; EwsAllowList and EwsBlockList match it. */
  userAgent: string
  /** The vendor has not published it for EWS; it is what another client of the vendor's sends. */
  userAgentInferred: boolean
  /** What kind of device the vendor's ActiveSync client is; rules for devices match it. */
  activeSync: { deviceType: string; deviceTypeInferred: boolean }
}

/**
 * The vendor of the guide. The user agent is the one that its ActiveSync client is known to send; what its EWS client
 * sends is not published, so an organisation file can say otherwise (`vendorUserAgent`). The type of its device is
 * inferred: its customers are told to let iPhones in (`activeSync.deviceType` says otherwise).
 */
export const nylas: Profile = {
  id: 'nylas',
  name: 'Nylas',
  userAgent: 'python-EAS-Client 1.0',
  userAgentInferred: true,
  activeSync: { deviceType: 'iPhone', deviceTypeInferred: true },
}
