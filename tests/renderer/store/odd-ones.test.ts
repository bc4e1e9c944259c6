import { expect, it } from 'vitest'
import { oddOnes } from '../../../renderer/store/odd-ones.ts'

it.each<[string[], number[]]>([
  [[], []],
  [['a'], []],
  [['a', 'a', 'a'], []],
  // Of two that differ, neither is the odd one.
  [['a', 'b'], []],
  [['a', 'a', 'b', 'b'], []],
  [['a', 'b', 'c'], []],
  [['a', 'a', 'b'], [2]],
  [
    ['b', 'a', 'a', 'c', 'a', 'a'],
    [0, 3],
  ],
  // What says nothing is not counted.
  [['a', '', '', ''], []],
  [['', 'a', 'a', 'b', ''], [3]],
])('of %j, %j are odd', (texts, odd) => {
  expect([...oddOnes(texts)]).toEqual(odd)
})
