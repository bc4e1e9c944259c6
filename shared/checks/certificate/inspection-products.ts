/**
 * Products that open TLS, by what their authorities are usually called. A name is a hint and no proof: whoever sets such
 * a device up can call its authority as they like.
 */
export const inspectionProducts: readonly { readonly product: string; readonly name: RegExp }[] = [
  { product: 'Fortinet FortiGate', name: /\bfortinet\b|\bfortigate\b|\bfgt?[0-9]{2,}/i },
  { product: 'Zscaler', name: /\bzscaler\b/i },
  { product: 'Palo Alto Networks', name: /\bpalo ?alto\b|\bpan-?os\b/i },
  { product: 'Symantec (Blue Coat) ProxySG', name: /\bblue ?coat\b|\bproxysg\b/i },
  { product: 'Sophos', name: /\bsophos\b/i },
  { product: 'Check Point', name: /\bcheck ?point\b/i },
  { product: 'Cisco Umbrella or Secure Web Appliance', name: /\bcisco umbrella\b|\bironport\b/i },
  { product: 'Netskope', name: /\bnetskope\b|\bgoskope\b/i },
  { product: 'Forcepoint (Websense)', name: /\bforcepoint\b|\bwebsense\b/i },
  { product: 'Trellix (McAfee, Skyhigh) Web Gateway', name: /\bmcafee\b|\bskyhigh\b|\btrellix\b/i },
  { product: 'Barracuda', name: /\bbarracuda\b/i },
  { product: 'WatchGuard', name: /\bwatchguard\b/i },
  { product: 'SonicWall', name: /\bsonicwall\b/i },
  { product: 'Squid', name: /\bsquid\b/i },
  { product: 'Kaspersky', name: /\bkaspersky\b/i },
  { product: 'ESET', name: /\beset\b/i },
  { product: 'Bitdefender', name: /\bbitdefender\b/i },
  { product: 'Avast or AVG', name: /\bavast\b|\bavg\b/i },
  { product: 'Fiddler', name: /\bfiddler\b/i },
  { product: 'mitmproxy', name: /\bmitmproxy\b/i },
]
