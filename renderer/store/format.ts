/** A duration in seconds as DNS and HTTP give it: `60 s`, `1 h`, `1 d 12 h`. */
export function formatSeconds(seconds: number): string {
  const parts: string[] = []
  let rest = seconds
  for (const [size, unit] of [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const) {
    const count = Math.floor(rest / size)
    if (count > 0) parts.push(`${count} ${unit}`)
    rest -= count * size
  }
  return parts.slice(0, 2).join(' ') || '0 s'
}

/** How to write times: the locale and time zone of the reader, unless a test says otherwise. */
export type TimeStyle = { locale?: string; timeZone?: string }

/** A time of day with seconds, local: `22:41:07`. The text comes back unchanged when it is not a time. */
export function formatTime(iso: string, { locale, timeZone }: TimeStyle = {}): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone }).format(date)
}

/** A day, local: `9 Oct 2027`. */
export function formatDay(iso: string, { locale, timeZone }: TimeStyle = {}): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(date)
}

/** A moment in full with its zone, for tooltips. */
export function formatMoment(iso: string, { locale, timeZone }: TimeStyle = {}): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'long',
    timeZone,
  }).format(date)
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

/** Whether a text is a full ISO 8601 time, and so can be shown local. */
export function isTime(text: string): boolean {
  return ISO_TIME.test(text)
}

const wholeWords: Readonly<Record<string, string>> = {
  url: 'Address',
  ewsurl: 'EWS address',
  sha256: 'SHA-256',
  useragent: 'User agent',
  username: 'User name',
  tls: 'TLS',
  known: 'How it is known',
  origin: 'Where it comes from',
  plainclient: 'Compared with',
  plainstatus: 'Status for that',
  means: 'What it means',
  todo: 'What helps',
  bad: 'Affected',
  first: 'First answer',
  second: 'Second answer',
  challenge: 'NTLM challenge',
  afterchallenge: 'After the challenge',
  made: 'Bad sign-in made',
  done: 'Sign-ins',
  shown: 'Shown at EWS',
  whose: 'Whose inbox',
  exchanges: 'Mail exchangers',
  byhand: 'To type by hand',
  noticeof: 'Notice sent',
  ewsitems: 'Items over EWS',
  activesyncitems: 'Items over ActiveSync',
  middle: 'Median',
  milliseconds: 'Time',
  connectmilliseconds: 'Time to connect',
  smallmilliseconds: 'Time of a small one',
  smallstatus: 'Status of a small one',
  limitseconds: 'Limit',
}

const acronyms: Readonly<Record<string, string>> = {
  ews: 'EWS',
  dns: 'DNS',
  tls: 'TLS',
  http: 'HTTP',
  https: 'HTTPS',
  ntlm: 'NTLM',
  url: 'address',
  urls: 'addresses',
  id: 'ID',
  ip: 'IP',
  os: 'OS',
  ttl: 'TTL',
  mx: 'MX',
  srv: 'SRV',
  soap: 'SOAP',
  json: 'JSON',
}

/** A key of evidence as words: `daysLeft` becomes `Days left`, `ewsUrl` becomes `EWS address`. */
export function humanKey(key: string): string {
  const whole = wholeWords[key.toLowerCase()]
  if (whole) return whole
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .map((word) => acronyms[word.toLowerCase()] ?? word.toLowerCase())
  const text = words
    .join(' ')
    .replace(/\bsign (?=ins?\b)/, 'sign-')
    .replace(/\bactive sync\b/, 'ActiveSync')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The common name of a distinguished name (RFC 4514 or OpenSSL's lines), or the whole name where it has none. */
export function commonName(distinguishedName: string): string {
  const match = /(?:^|[,\n/])\s*CN\s*=\s*([^,\n/]+)/i.exec(distinguishedName)
  return match?.[1]?.trim() ?? distinguishedName
}
