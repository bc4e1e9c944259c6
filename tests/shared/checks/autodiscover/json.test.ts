import { test } from 'vitest'
import type { JsonAnswer } from '../../../../shared/artifacts/autodiscover-kinds.ts'
import check from '../../../../shared/checks/autodiscover/json.ts'
import { attempt, autodiscover, failure, MAILBOX } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { json } from './builders.ts'

const URL_OF_JSON = 'https://autodiscover.contoso.test/autodiscover/autodiscover.json'
const CLOUD = 'https://outlook.office365.com/autodiscover/autodiscover.json?Email=probe%40contoso.test'
const known = autodiscover([attempt()], {})
const answered = (changes: { [K in keyof JsonAnswer]?: JsonAnswer[K] | undefined } = {}) => ({
  ...known,
  ...json(changes),
})
const without = (result: JsonAnswer['result'], changes: Partial<JsonAnswer> = {}) =>
  answered({ result, url: undefined, ...changes })
const unknownUser = { errorCode: 'UserNotFound', errorMessage: 'The given user is not found.', status: 404 }

test.each<BlockedRow>([
  [
    'a mailbox that Autodiscover does not know at all',
    { ...json({ result: 'error', ...unknownUser }), ...autodiscover([attempt({ result: 'error-response' })]) },
    'autodiscover',
    'Autodiscover has no settings for the mailbox.',
  ],
  [
    'nothing that was asked',
    { ...known, autodiscoverJson: { answers: [] } },
    'autodiscoverJson',
    'Autodiscover was not asked for JSON.',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a redirect to Exchange Online',
    without('redirect-refused', { urls: [`${URL_OF_JSON}?Email=probe%40contoso.test`, CLOUD], status: 302 }),
    'cloud',
    { mailbox: MAILBOX, target: CLOUD },
  ],
  [
    'an address of Exchange Online',
    answered({ url: 'https://outlook.office365.com/Microsoft-Server-ActiveSync' }),
    'cloud',
    { target: 'https://outlook.office365.com/Microsoft-Server-ActiveSync' },
  ],
  [
    'a redirect to somebody else',
    without('redirect-refused', { urls: [URL_OF_JSON, 'https://elsewhere.example/outlook.com'] }),
    'foreign-host',
    { target: 'https://elsewhere.example/outlook.com' },
  ],
  ['a redirect to plain HTTP', without('redirect-to-http'), 'foreign-host'],
  ['a circle', without('redirect-loop'), 'redirect-loop'],
  ['a 404', without('not-found', { status: 404 }), 'not-found', { url: URL_OF_JSON, status: 404 }],
  ['a 401', without('asks-for-sign-in', { status: 401 }), 'asks-for-sign-in'],
  [
    'an error',
    without('error', unknownUser),
    'refused',
    { mailbox: MAILBOX, code: 'UserNotFound', message: 'The given user is not found' },
  ],
  ['an error without words', without('error'), 'refused', { code: 'no code', message: 'no message' }],
  [
    'a page',
    without('not-json', { status: 200 }),
    'other-answer',
    { result: 'answered something other than Autodiscover' },
  ],
  ['a page to sign in on', without('sign-in-page', { status: 302 }), 'other-answer'],
  [
    'no answer, with its reason',
    without('unreachable', { status: undefined, failure: failure('connection-reset', 'ECONNRESET') }),
    'no-answer',
    { detail: 'mail.contoso.test:443 closed the connection before it had answered (ECONNRESET)' },
  ],
  [
    'no answer, without a reason',
    without('unreachable', { status: undefined }),
    'no-answer',
    { detail: 'could not be reached' },
  ],
  ['both addresses', answered(), 'answers', { url: URL_OF_JSON }],
])('%s', (...row) => expectRow(check, row))
