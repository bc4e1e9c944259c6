import { expect, test } from 'vitest'
import type { Node, NodeSignIns } from '../../../../shared/artifacts/nodes.ts'
import check from '../../../../shared/checks/sign-in/nodes.ts'
import { exchange } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { failing, node, nodeSignIns, nodes, published } from '../node-builders.ts'

const all = ['basic', 'negotiate', 'ntlm'] as const
const older = { version: '15.2.1118.7' }
const three = nodes([node(1), node(2), node(3)])
const toldToWait: NodeSignIns['attempts'][number] = {
  address: node(1).address,
  result: 'withheld',
  withheld: 'told-to-wait',
  exchanges: [],
}

/** Negotiate alone, and the answer to NTLM's first message in it. */
function negotiate(status: number | undefined, taken: boolean): Partial<Node> {
  return { schemes: ['negotiate'], ntlmInNegotiate: { taken, exchange: exchange(status) } }
}

test.each<Row>([
  [
    'a server that rejects the right password',
    { ...three, ...nodeSignIns([1, 'accepted'], [2, 'rejected']) },
    'rejected-at',
    { bad: ['EXCH02 (10.20.0.12)'] },
  ],
  [
    'a server without NTLM',
    { ...nodes([node(1), node(2), node(3, { schemes: ['basic'] })]), ...nodeSignIns([1, 'accepted'], [2, 'accepted']) },
    'schemes-differ',
    { bad: ['EXCH03 (10.20.0.13)'], offered: 'Basic', usual: 'Negotiate, NTLM' },
  ],
  [
    'a server that offers nothing',
    { ...nodes([node(1), node(2), node(3, { schemes: [] })]), ...nodeSignIns() },
    'schemes-differ',
    { offered: 'nothing' },
  ],
  [
    'a rejection beside other schemes',
    { ...nodes([node(1), node(2), node(3, { schemes: ['basic'] })]), ...nodeSignIns([1, 'rejected']) },
    'rejected-at',
  ],
  [
    'two servers, of which the first offers Basic alone: which of them is meant, nobody can tell from here',
    { ...nodes([node(1, { schemes: ['basic'] }), node(2, { schemes: [...all] })]), ...nodeSignIns() },
    'schemes-split',
    { sides: 'Basic at EXCH01 (10.20.0.11); Basic, Negotiate, NTLM at EXCH02 (10.20.0.12)' },
  ],
  [
    'two servers, of which the second offers Basic alone',
    { ...nodes([node(1, { schemes: [...all] }), node(2, { schemes: ['basic'] })]), ...nodeSignIns() },
    'schemes-split',
    { sides: 'Basic, Negotiate, NTLM at EXCH01 (10.20.0.11); Basic at EXCH02 (10.20.0.12)' },
  ],
  [
    'two against two',
    {
      ...nodes([node(1), node(2, { schemes: [] }), node(3), node(4, { schemes: [] })]),
      ...nodeSignIns(),
    },
    'schemes-split',
    {
      sides:
        'Negotiate, NTLM at EXCH01 (10.20.0.11), EXCH03 (10.20.0.13); nothing at EXCH02 (10.20.0.12), EXCH04 (10.20.0.14)',
    },
  ],
  ['an answer that is no yes and no no', { ...three, ...nodeSignIns([1, 'unclear']) }, 'no-clear-answer'],
  ['a conversation that broke off', { ...three, ...nodeSignIns([1, 'accepted'], [2, 'failed']) }, 'no-clear-answer'],
  [
    'an update that was left out',
    { ...nodes([node(1), node(2), node(3, { version: '15.2.1544.4' })]), ...nodeSignIns([1, 'accepted']) },
    'versions-differ',
    { bad: ['EXCH03 (10.20.0.13)'], odd: '15.2.1544.4', usual: '15.2.1748.10', others: 'the others' },
  ],
  [
    'an update of which more is known: the one server that has it already is the odd one',
    { ...nodes([node(1, older), node(2, older), node(3)]), ...nodeSignIns([1, 'accepted']) },
    'versions-differ',
    { bad: ['EXCH03 (10.20.0.13)'], odd: '15.2.1748.10', usual: '15.2.1118.7' },
  ],
  [
    'two servers, of which the first missed the update',
    { ...nodes([node(1, older), node(2)]), ...nodeSignIns([1, 'accepted']) },
    'versions-differ',
    { bad: ['EXCH01 (10.20.0.11)'], odd: '15.2.1118.7', usual: '15.2.1748.10', others: 'the other' },
  ],
  [
    'two servers, of which the second missed the update',
    { ...nodes([node(1), node(2, older)]), ...nodeSignIns([1, 'accepted']) },
    'versions-differ',
    { bad: ['EXCH02 (10.20.0.12)'], odd: '15.2.1118.7', others: 'the other' },
  ],
  [
    'two builds of which the shorter text is the older one',
    {
      ...nodes([node(1, { version: '15.2.986.5' }), node(2, { version: '15.2.1118.7' })]),
      ...nodeSignIns([1, 'accepted']),
    },
    'versions-differ',
    { bad: ['EXCH01 (10.20.0.11)'] },
  ],
  [
    'an old server that takes Basic too',
    {
      ...nodes([node(1), node(2), node(3, { schemes: ['ntlm', 'basic'] })]),
      ...nodeSignIns([1, 'accepted'], [2, 'accepted'], [3, 'accepted']),
    },
    'basic-differs',
    { sides: expect.stringMatching(/ at EXCH01 .*, EXCH02 .*; .* at EXCH03 /) as never },
  ],
  [
    'a server that offers more that nobody outside signs in with',
    {
      ...nodes([node(1), node(2, { schemes: ['bearer', 'ntlm'] })]),
      ...nodeSignIns([1, 'accepted'], [2, 'accepted']),
    },
    'same',
  ],
  [
    'a server that takes NTLM under the name Negotiate alone',
    {
      ...nodes([node(1), node(2), node(3, negotiate(401, true))]),
      ...nodeSignIns([1, 'accepted'], [2, 'accepted'], [3, 'accepted']),
    },
    'ntlm-name-differs',
    {
      sides:
        'Negotiate, NTLM at EXCH01 (10.20.0.11), EXCH02 (10.20.0.12); Negotiate (which takes NTLM) at EXCH03 (10.20.0.13)',
    },
  ],
  [
    'two servers that take NTLM under different names, Basic at one of them',
    {
      ...nodes([node(1), node(2, { ...negotiate(401, true), schemes: ['negotiate', 'basic'] })]),
      ...nodeSignIns([1, 'accepted'], [2, 'accepted']),
    },
    'ntlm-name-differs',
    { sides: expect.stringContaining('Basic, Negotiate (which takes NTLM) at EXCH02') as never },
  ],
  [
    'a server whose Negotiate refuses NTLM',
    { ...nodes([node(1), node(2), node(3, negotiate(401, false))]), ...nodeSignIns([1, 'accepted'], [2, 'accepted']) },
    'schemes-differ',
    { bad: ['EXCH03 (10.20.0.13)'], offered: 'Negotiate (which refuses NTLM)', usual: 'Negotiate, NTLM' },
  ],
  [
    'a server of which nobody knows whether its Negotiate takes NTLM: that is no difference',
    {
      ...nodes([node(1), node(2), node(3, negotiate(undefined, false))]),
      ...nodeSignIns([1, 'accepted'], [2, 'accepted']),
    },
    'negotiate-untold',
    { bad: ['EXCH03 (10.20.0.13)'] },
  ],
  [
    'a server that answers NTLM’s first message with a page',
    { ...nodes([node(1), node(2, negotiate(503, false))]), ...nodeSignIns([1, 'accepted']) },
    'negotiate-untold',
    { bad: ['EXCH02 (10.20.0.12)'] },
  ],
  [
    'a server of which it was not asked, in a run of before',
    { ...nodes([node(1), node(2, { schemes: ['negotiate'] })]), ...nodeSignIns([1, 'accepted']) },
    'negotiate-untold',
  ],
  [
    'a difference beside a server of which nobody knows',
    {
      ...nodes([node(1), node(2), node(3, { schemes: ['basic'] }), node(4, negotiate(undefined, false))]),
      ...nodeSignIns([1, 'accepted'], [2, 'accepted']),
    },
    'schemes-differ',
    { bad: ['EXCH03 (10.20.0.13)'], offered: 'Basic' },
  ],
  [
    'Negotiate alone everywhere, which takes NTLM',
    {
      ...nodes([node(1, negotiate(401, true)), node(2, negotiate(401, true))]),
      ...nodeSignIns([1, 'accepted'], [2, 'accepted']),
    },
    'same',
  ],
  [
    'Basic at one of two that take NTLM in Negotiate',
    {
      ...nodes([node(1, negotiate(401, true)), node(2, { ...negotiate(401, true), schemes: ['negotiate', 'basic'] })]),
      ...nodeSignIns([1, 'accepted'], [2, 'accepted']),
    },
    'basic-differs',
  ],
  ['one server', { ...nodes([published(1)]), ...nodeSignIns() }, 'one-server'],
  [
    'one server that asks for a sign-in, and one that is off',
    { ...nodes([node(1), failing(2, 'connection-refused', 'not-connected')]), ...nodeSignIns() },
    'one-server',
  ],
  [
    'the same everywhere',
    { ...three, ...nodeSignIns([1, 'accepted'], [2, 'accepted'], [3, 'accepted']) },
    'same',
    { count: 3 },
  ],
  [
    'the same offer, and a sign-in at the balancer alone, since no other certificate is trusted',
    {
      ...nodes([published(90, { address: '10.20.0.100' }), node(1, { trusted: false }), node(2, { trusted: false })]),
      ...nodeSignIns([90, 'accepted']),
    },
    'same-offer',
    { count: 2, tried: ['EXCH90 (10.20.0.100)'] },
  ],
  [
    'the same schemes in another order',
    {
      ...nodes([node(1), node(2, { schemes: ['ntlm', 'negotiate'] })]),
      ...nodeSignIns([1, 'accepted'], [2, 'accepted']),
    },
    'same',
  ],
])('%s', (...row) => expectRow(check, row))

test.each<BlockedRow>([
  [
    'the same schemes, and nobody signed in',
    { ...three, ...nodeSignIns() },
    'signIns',
    'none was tried at each server',
  ],
  [
    'a password that is kept back by then',
    { ...three, ...nodeSignIns([1, 'withheld']) },
    'signIns',
    'none was tried at each server',
  ],
  [
    'EWS that asked to be left alone before the first of them',
    { ...three, nodeSignIns: { scheme: 'ntlm', attempts: [toldToWait], notTried: [] } },
    'ewsGetFolder',
    'EWS asked to be left alone',
  ],
])('%s', (...row) => expectBlocked(check, row))
