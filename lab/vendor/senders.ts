/**
 * Senders as a vendor lists them: made up, and of ranges that a cloud provider really has (34.64.0.0/10 and 2600:1900::/28), since
 * addresses for documentation are refused as senders. No packet is sent to them.
 */
export const firstSenders: readonly string[] = [
  ...Array.from({ length: 16 }, (_, index) => `34.67.39.${103 + index}`),
  ...['34.89.13.240', '34.90.0.0/28', '2600:1900:4000:10::/64'],
]

/** The servers that webhooks come from: others, and the wrong ones for Exchange. */
export const webhookSenders: readonly string[] = ['35.192.10.1', '35.192.10.2', '35.192.10.3']
