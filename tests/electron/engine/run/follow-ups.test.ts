import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createFollowUps } from '../../../../electron/engine/run/follow-ups.ts'

const nothing = () => undefined

test('a failure is told at once, thrown by what is asked next, and leaves the rest to its end', async () => {
  const told = Promise.withResolvers<void>()
  const followUps = createFollowUps(3, told.resolve)
  const rest = Promise.withResolvers<void>()
  let ended = false
  await followUps.add(async () => {
    await rest.promise
    ended = true
  })
  await followUps.add(() => Promise.reject(new Error('broke')))
  await told.promise
  await expect(followUps.add(async () => undefined)).rejects.toThrow('broke')
  rest.resolve()
  await expect(followUps.end()).rejects.toThrow('broke')
  await followUps.settled()
  expect(ended).toBe(true)
})

test('never more is under way than was asked for', async () => {
  const followUps = createFollowUps(2, nothing)
  let [underWay, most, done] = [0, 0, 0]
  for (let at = 0; at < 7; at++) {
    await followUps.add(async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await nextTurn()
      underWay -= 1
      done += 1
    })
  }
  await followUps.end()
  expect({ most, done }).toEqual({ most: 2, done: 7 })
})
