import { describe, expect, it } from 'vitest'
import { listFromText } from '../../../../electron/engine/management/read-list.ts'
import { unwrapped } from '../../../../electron/engine/management/unwrapped.ts'

describe('a list that was written as one text', () => {
  it.each([
    ['{a, b', { broken: true }],
    ['{', { broken: true }],
    ['{a, b...}', { lost: 'list-cut' }],
    ['{a, b…}', { lost: 'list-cut' }],
    ['{...}', { lost: 'list-cut' }],
    ['a, b...', { lost: 'list-cut' }],
    ['{a, b (c}', { lost: 'list-unclear' }],
    ['{a) b}', { lost: 'list-unclear' }],
    ['{a, , b}', { lost: 'list-unclear' }],
    ['{a,}', { lost: 'list-unclear' }],
    ['a b', { lost: 'list-unclear' }],
    ['a;b', { lost: 'list-unclear' }],
    ['a, b;c', { lost: 'list-unclear' }],
    ['a|b', { lost: 'list-unclear' }],
    ['a (b', { lost: 'list-unclear' }],
    ['a,,b', { lost: 'list-unclear' }],
    ['', { entries: [] }],
    [' ', { entries: [] }],
    ['{}', { entries: [] }],
    ['{ }', { entries: [] }],
    ['{a}', { entries: ['a'] }],
    ['{a b}', { entries: ['a b'] }],
    ['{a;b, c}', { entries: ['a;b', 'c'] }],
    ['a', { entries: ['a'] }],
    ['a, b c', { entries: ['a', 'b c'] }],
    ['a,b', { entries: ['a', 'b'] }],
    ['a\nb', { entries: ['a', 'b'] }],
    ['Contoso-Sync/*', { entries: ['Contoso-Sync/*'] }],
    ['Mozilla/5.0(KHTML, like Gecko)', { entries: ['Mozilla/5.0(KHTML, like Gecko)'] }],
    ['{M (KHTML, like Gecko) N*, b [c, d]}', { entries: ['M (KHTML, like Gecko) N*', 'b [c, d]'] }],
  ])('%j', (text, expected) => {
    expect(listFromText(text)).toEqual(expected)
  })
})

describe('a value that Format-List wrapped', () => {
  const width = 10
  it.each([
    // Words that together are longer than a line may have been one.
    [['aaaaaaaaaa', 'bbb'], {}],
    [['a bbbbbb', 'cccc d'], {}],
    [['one'], 'one'],
    [[' one '], 'one'],
    [['one two', 'three'], 'one two three'],
    [['one two ', 'three'], 'one two three'],
    [['aaaaaaaaa ', 'bbbbbbbbb'], 'aaaaaaaaa bbbbbbbbb'],
    [['', 'one'], 'one'],
    [['one', 'two', 'three'], 'one two three'],
  ])('%j', (lines, expected) => {
    expect(unwrapped(lines, width)).toEqual(expected)
  })
})
