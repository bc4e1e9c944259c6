import type { HostileAnswer } from '../hostile/answers.ts'
import type { HostileMoment, HostilePlace } from '../settings/hostile.ts'
import type { Settings } from '../settings.ts'
import type { ExpectedFinding, FaultEntry } from './fault.ts'

const at =
  (place: HostilePlace, moment: HostileMoment, answer: HostileAnswer, method?: 'POST') => (settings: Settings) => {
    settings.hostile.spots.push({ place, moment, answer, method })
  }

/** EWS gives no answer to anybody. */
const ewsNoAnswer: { expected: ExpectedFinding; also: ExpectedFinding[] } = {
  expected: { check: 'ews/answers', outcome: 'no-answer' },
  also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
}

/** Servers that answer to do harm. They go together with nothing: each is a test of its own. */
export const hostileFaults = {
  'hostile-endless-headers': {
    description: 'EWS sends a head that never ends.',
    ...ewsNoAnswer,
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'endless-headers'),
  },
  'hostile-cookies': {
    description: 'EWS sends ten thousand cookies.',
    ...ewsNoAnswer,
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'ten-thousand-cookies'),
  },
  'hostile-ten-gigabytes': {
    description: 'EWS sends ten gigabytes to whoever has signed in.',
    expected: { check: 'ews/inbox', outcome: 'no-answer' },
    part: 'hostile',
    change: at('ews', 'signed-in', 'ten-gigabytes'),
  },
  'hostile-endless-chunks': {
    description: 'EWS sends chunk after chunk to whoever has signed in.',
    expected: { check: 'ews/inbox', outcome: 'no-answer' },
    part: 'hostile',
    change: at('ews', 'signed-in', 'endless-chunks'),
  },
  'hostile-byte-by-byte': {
    description: 'EWS sends its head one byte at a time, and never to its end.',
    ...ewsNoAnswer,
    endless: 'answer',
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'byte-by-byte'),
  },
  'hostile-gzip-bomb': {
    description: 'EWS sends a megabyte of gzip that unpacks to nine hundred, to whoever has signed in.',
    expected: { check: 'ews/inbox', outcome: 'no-answer' },
    part: 'hostile',
    change: at('ews', 'signed-in', 'gzip-bomb'),
  },
  'hostile-entity-bomb': {
    description: 'EWS sends XML whose entities expand to gigabytes, to whoever has signed in.',
    expected: { check: 'ews/inbox', outcome: 'cut-off' },
    part: 'hostile',
    change: at('ews', 'signed-in', 'entity-bomb'),
  },
  'hostile-external-entities': {
    description: 'Autodiscover sends XML that would have the client read a file of its own, and ask a stranger.',
    expected: { check: 'autodiscover/settings', outcome: 'not-autodiscover' },
    also: [{ check: 'autodiscover/ews-address', outcome: 'not-given' }],
    part: 'hostile',
    change: at('autodiscover', 'signed-in', 'external-entities'),
  },
  'hostile-wbxml': {
    description: 'ActiveSync sends WBXML whose data claim to be a quarter of a gigabyte long.',
    expected: { check: 'active-sync/folder-sync', outcome: 'not-active-sync' },
    part: 'hostile',
    change: at('active-sync', 'signed-in', 'lying-wbxml', 'POST'),
  },
  'hostile-ntlm-overlap': {
    description: 'The NTLM challenge of EWS has its target information inside its target name.',
    expected: { check: 'sign-in/ntlm', outcome: 'broken' },
    part: 'hostile',
    change: at('ews', 'ntlm-challenge', 'overlapping-type-2'),
  },
  'hostile-ntlm-out-of-range': {
    description: 'The NTLM challenge of EWS says that its target information is four gigabytes further on.',
    expected: { check: 'sign-in/ntlm', outcome: 'broken' },
    part: 'hostile',
    change: at('ews', 'ntlm-challenge', 'out-of-range-type-2'),
  },
  'hostile-ntlm-lying-pair': {
    description: 'The NTLM challenge of EWS has a pair that is longer than the target information it is in.',
    expected: { check: 'sign-in/ntlm', outcome: 'broken' },
    part: 'hostile',
    change: at('ews', 'ntlm-challenge', 'lying-pair-type-2'),
  },
  'hostile-ntlm-oversized': {
    description: 'The NTLM challenge of EWS is forty kilobytes long.',
    expected: { check: 'sign-in/ntlm', outcome: 'broken' },
    part: 'hostile',
    change: at('ews', 'ntlm-challenge', 'oversized-type-2'),
  },
  'hostile-redirect-to-file': {
    description: 'Autodiscover redirects to a file of the client’s own.',
    expected: { check: 'autodiscover/settings', outcome: 'redirect-refused' },
    also: [{ check: 'autodiscover/ews-address', outcome: 'not-given' }],
    part: 'hostile',
    change: at('autodiscover', 'before-sign-in', 'redirect-to-file'),
  },
  'hostile-redirect-to-http': {
    description: 'Autodiscover redirects to an address without TLS, after a sign-in.',
    expected: { check: 'autodiscover/settings', outcome: 'redirect-to-http' },
    also: [{ check: 'autodiscover/ews-address', outcome: 'not-given' }],
    part: 'hostile',
    change: at('autodiscover', 'signed-in', 'redirect-to-http'),
  },
  'hostile-redirect-to-foreign-host': {
    description: 'Autodiscover redirects to a stranger, after a sign-in.',
    expected: { check: 'autodiscover/settings', outcome: 'redirect-refused' },
    also: [{ check: 'autodiscover/ews-address', outcome: 'not-given' }],
    part: 'hostile',
    change: at('autodiscover', 'signed-in', 'redirect-to-foreign-host'),
  },
  'hostile-ews-redirect-to-foreign-host': {
    description: 'EWS redirects to a stranger, after a sign-in.',
    expected: { check: 'sign-in/ntlm', outcome: 'unclear' },
    also: [{ check: 'sign-in/password', outcome: 'unanswered' }],
    part: 'hostile',
    change: at('ews', 'signed-in', 'redirect-to-foreign-host'),
  },
  'hostile-active-sync-redirect-to-foreign-host': {
    description: 'ActiveSync redirects to a stranger, after a sign-in.',
    expected: { check: 'active-sync/options', outcome: 'other-answer' },
    part: 'hostile',
    change: at('active-sync', 'signed-in', 'redirect-to-foreign-host'),
  },
  'hostile-active-sync-moved-to-foreign-host': {
    description: 'ActiveSync says that the mailbox is at a stranger’s (451).',
    expected: { check: 'active-sync/options', outcome: 'moved-elsewhere' },
    part: 'hostile',
    change: at('active-sync', 'signed-in', 'moved-to-foreign-host'),
  },
  'hostile-settings-of-foreign-host': {
    description: 'Autodiscover names a stranger for every service.',
    expected: { check: 'autodiscover/addresses-answer', outcome: 'disagree' },
    also: [
      { check: 'autodiscover/ews-address', outcome: 'inside-name' },
      { check: 'autodiscover/active-sync-address', outcome: 'not-given' },
      { check: 'autodiscover/services', outcome: 'missing' },
    ],
    part: 'hostile',
    change: at('autodiscover', 'signed-in', 'settings-of-foreign-host'),
  },
  'hostile-http-0.9': {
    description: 'EWS answers with a page and no head, as servers did before HTTP/1.0.',
    ...ewsNoAnswer,
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'http-0.9'),
  },
  'hostile-continue-forever': {
    description: 'EWS answers 100 Continue, again and again.',
    ...ewsNoAnswer,
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'continue-forever'),
  },
  'hostile-early-hints-forever': {
    description: 'EWS answers 103 Early Hints, again and again.',
    ...ewsNoAnswer,
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'early-hints-forever'),
  },
  'hostile-length-beside-chunks': {
    description: 'EWS states a length and sends chunks, so that a proxy and a client read two different answers.',
    ...ewsNoAnswer,
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'length-beside-chunks'),
  },
  'hostile-two-lengths': {
    description: 'EWS states two lengths.',
    ...ewsNoAnswer,
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'two-lengths'),
  },
  'hostile-negative-chunk': {
    description: 'EWS sends a chunk of minus five bytes.',
    ...ewsNoAnswer,
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'negative-chunk'),
  },
  'hostile-huge-chunk': {
    description: 'EWS sends a chunk whose length has more than 64 bits.',
    ...ewsNoAnswer,
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'huge-chunk'),
  },
  'hostile-status-999': {
    description: 'EWS answers with the status 999.',
    expected: { check: 'ews/answers', outcome: 'server-error' },
    also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
    part: 'hostile',
    change: at('ews', 'before-sign-in', 'status-999'),
  },
  'hostile-tls-records': {
    description: 'The server answers the beginning of TLS with records that ask to begin, without an end.',
    expected: { check: 'certificate/handshake', outcome: 'failed' },
    also: [
      { check: 'certificate/tls-versions', outcome: 'not-told' },
      { check: 'autodiscover/settings', outcome: 'unreachable' },
      { check: 'autodiscover/ews-address', outcome: 'not-given' },
    ],
    endless: 'handshake',
    part: 'hostile',
    change: (settings) => {
      settings.hostile.tlsRecords = true
    },
  },
  'hostile-dns-pointer-loop': {
    description: 'The resolver answers with a name that points at itself.',
    expected: { check: 'dns/resolvers-agree', outcome: 'refuses' },
    part: 'hostile',
    change: (settings) => {
      settings.hostile.dns = 'pointer-loop'
    },
  },
  'hostile-dns-many-records': {
    description: 'The resolver announces 65,535 records, and sends none.',
    expected: { check: 'dns/resolvers-agree', outcome: 'refuses' },
    part: 'hostile',
    change: (settings) => {
      settings.hostile.dns = 'many-records'
    },
  },
  'hostile-dns-forged-ids': {
    description: 'Somebody answers in the place of the first resolver, and has to guess the id of each question.',
    expected: { check: 'dns/resolvers-agree', outcome: 'silent' },
    endless: 'name',
    part: 'hostile',
    change: (settings) => {
      settings.hostile.dns = 'forged-ids'
    },
  },
} satisfies Record<string, FaultEntry>
