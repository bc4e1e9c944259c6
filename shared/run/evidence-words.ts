import { t, translated } from '../language/translate.ts'

const wholeWords: Readonly<Record<string, string>> = {
  url: t`Address`,
  ewsurl: t`EWS address`,
  sha256: 'SHA-256',
  useragent: t`User agent`,
  username: t`User name`,
  tls: 'TLS',
  known: t`How it is known`,
  origin: t`Where it comes from`,
  plainclient: t`Compared with`,
  plainstatus: t`Status for that`,
  means: t`What it means`,
  todo: t`What helps`,
  bad: t`Affected`,
  first: t`First answer`,
  second: t`Second answer`,
  challenge: t`NTLM challenge`,
  afterchallenge: t`After the challenge`,
  made: t`Bad sign-in made`,
  done: t`Sign-ins`,
  shown: t`Shown at EWS`,
  whose: t`Whose inbox`,
  exchanges: t`Mail exchangers`,
  byhand: t`To type by hand`,
  noticeof: t`Notice sent`,
  ewsitems: t`Items over EWS`,
  activesyncitems: t`Items over ActiveSync`,
  middle: t`Median`,
  milliseconds: t`Time`,
  connectmilliseconds: t`Time to connect`,
  smallmilliseconds: t`Time of a small one`,
  smallstatus: t`Status of a small one`,
  limitseconds: t`Limit`,
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

/**
 * A key of evidence as words: `daysLeft` becomes `Days left`, `ewsUrl` becomes `EWS address`. The catalogue has the words of
 * each key that a check or an artifact has (build/messages-in.ts).
 */
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
  return translated(text.charAt(0).toUpperCase() + text.slice(1))
}

/** Never what every object has of itself: a key may come from a file. */
function ofOwn(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined
}
