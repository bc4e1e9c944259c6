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
  const whole = ofOwn(wholeWords, key.toLowerCase())
  if (whole) return whole
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .map((word) => ofOwn(acronyms, word.toLowerCase()) ?? word.toLowerCase())
  const text = words
    .join(' ')
    .replace(/\bsign (?=ins?\b)/, 'sign-')
    .replace(/\bactive sync\b/, 'ActiveSync')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Never what every object has of itself: a key may come from a file. */
function ofOwn(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined
}
