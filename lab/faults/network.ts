import type { ExpectedFinding, FaultEntry } from './fault.ts'

/** What a check says of the one connection that it needed and that was lost, where nobody asks again. */
const lostOnce: readonly ExpectedFinding[] = [
  { check: 'connection/https-port', outcome: 'reset' },
  { check: 'certificate/handshake', outcome: 'failed' },
  { check: 'certificate/tls-versions', outcome: 'not-told' },
  { check: 'sign-in/ews-schemes', outcome: 'not-asked' },
  { check: 'sign-in/ntlm', outcome: 'broken' },
  { check: 'sign-in/basic', outcome: 'broken' },
  { check: 'sign-in/password', outcome: 'unanswered' },
  { check: 'sign-in/extended-protection', outcome: 'not-known' },
  { check: 'sign-in/extended-protection', outcome: 'held-back' },
  { check: 'autodiscover/well-known', outcome: 'unsettled' },
  ...[
    'autodiscover/json',
    'ews/answers',
    'ews/user-agent',
    'ews/inbox',
    'ews/time-zones',
    'ews/folder-hierarchy',
    'ews/calendar',
    'ews/availability',
    'ews/name-resolution',
    'ews/subscription',
    'active-sync/options',
    'active-sync/folder-sync',
  ].map((check) => ({ check, outcome: 'no-answer' })),
]

/** What can be wrong between a client and a server, below TLS. */
export const networkFaults = {
  'port-closed': {
    description: 'Nothing listens on the HTTPS port, so that connections to it are refused.',
    expected: { check: 'connection/https-port', outcome: 'refused' },
    also: [
      { check: 'autodiscover/settings', outcome: 'unreachable' },
      { check: 'autodiscover/ews-address', outcome: 'not-given' },
    ],
    part: 'listener',
    change: (settings) => {
      settings.network.listening = false
    },
  },
  'port-filtered': {
    description: 'A firewall between this machine and the servers drops what goes to the HTTPS port.',
    expected: { check: 'connection/https-port', outcome: 'timed-out' },
    also: [
      { check: 'autodiscover/settings', outcome: 'unreachable' },
      { check: 'autodiscover/ews-address', outcome: 'not-given' },
    ],
    endless: 'connecting',
    part: 'listener',
    change: (settings) => {
      settings.network.filtered = true
    },
  },
  flapping: {
    description: 'The balancer takes a node out and in again all the time, and resets every third connection.',
    expected: { check: 'connection/loss', outcome: 'many-lost' },
    mayLeadTo: lostOnce,
    part: 'loss',
    change: (settings) => {
      settings.network.resetsEvery = 3
    },
  },
  'new-connections-held-back': {
    description:
      'A firewall that limits new connections drops the first packet of every other, which is sent again a second later.',
    expected: { check: 'connection/loss', outcome: 'late' },
    part: 'loss',
    mayLeadTo: [],
    change: (settings) => {
      settings.network.opensLateEvery = 2
    },
  },
  'large-requests-stall': {
    description: 'A tunnel on the way takes smaller packets than it says, so that large requests never arrive.',
    expected: { check: 'connection/large-requests', outcome: 'stalls' },
    endless: 'answer',
    part: 'packet-size',
    change: (settings) => {
      settings.network.largeRequests = 'lost'
    },
  },
  'large-requests-cut': {
    description: 'A firewall that scans bodies has no room for large ones, and resets the connection.',
    expected: { check: 'connection/large-requests', outcome: 'breaks-off' },
    part: 'packet-size',
    change: (settings) => {
      settings.network.largeRequests = 'cut'
    },
  },
  'large-requests-refused-by-firewall': {
    description: 'A web application firewall allows bodies of 16 KB, and answers 403 to what is larger.',
    expected: { check: 'connection/large-requests', outcome: 'refused' },
    part: 'packet-size',
    change: (settings) => {
      settings.network.largeRequests = 'refused-by-firewall'
    },
  },
  'large-requests-refused-by-iis': {
    description: 'Request filtering of IIS was set to a small maxAllowedContentLength, so that it answers 404.13.',
    expected: { check: 'connection/large-requests', outcome: 'refused' },
    part: 'packet-size',
    change: (settings) => {
      settings.network.largeRequests = 'refused-by-iis'
    },
  },
  'keep-alive-cut': {
    description: 'A firewall forgets a connection after its first answer, and resets it when the next request comes.',
    expected: { check: 'connection/keep-alive', outcome: 'cut' },
    also: [
      { check: 'sign-in/password', outcome: 'unanswered' },
      { check: 'sign-in/ntlm', outcome: 'broken' },
    ],
    part: 'keep-alive',
    change: (settings) => {
      settings.network.forgetsAfterAnswers = 1
    },
  },
  'keep-alive-cut-after-three': {
    description: 'A firewall forgets a connection after its third answer, and resets it when the next request comes.',
    expected: { check: 'connection/keep-alive', outcome: 'cut' },
    also: [{ check: 'active-sync/folder-sync', outcome: 'no-answer' }],
    mayLeadTo: lostOnce,
    part: 'keep-alive',
    change: (settings) => {
      settings.network.forgetsAfterAnswers = 3
    },
  },
  'keep-alive-off': {
    description:
      'The reverse proxy closes a client’s connection after each answer of EWS (keepalive_timeout 0 in nginx).',
    expected: { check: 'connection/keep-alive', outcome: 'closed-each-time' },
    also: [{ check: 'sign-in/ntlm', outcome: 'broken' }],
    part: 'keep-alive',
    change: ({ ews }) => {
      ews.keepAlive = 'none'
    },
  },
  'silent-connections-forgotten': {
    description:
      'The load balancer forgets a connection after 20 seconds of silence, where real ones take minutes, and tells neither side.',
    expected: { check: 'connection/keep-alive', outcome: 'idle-cut' },
    part: 'silence',
    change: (settings) => {
      settings.network.forgetsAfterSilentSeconds = 20
      settings.ews.organisationFile.idleSeconds = 30
    },
  },
} satisfies Record<string, FaultEntry>
