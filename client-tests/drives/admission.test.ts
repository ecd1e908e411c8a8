import { describe, expect, test } from 'vitest'
import { nextTurn } from '../../server/hosts/memory.ts'
import { admitting } from './admission.ts'

/** A piece of work that says when it began and ends when it is told to. */
function pieces(count: number) {
  const begun: number[] = []
  const ends = Array.from({ length: count }, () => Promise.withResolvers<void>())
  const work = (place: number) => async () => {
    begun.push(place)
    await ends[place]?.promise
    return place
  }
  return { begun, work, end: (place: number) => ends[place]?.resolve() }
}

const aWhile = async () => {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn()
}

describe('sales that want to begin', () => {
  test('begin at once where nobody limits them', async () => {
    const { begun, work } = pieces(3)
    const admit = admitting({})
    for (const place of [0, 1, 2]) void admit(work(place))
    expect(begun).toEqual([0, 1, 2])
  })

  test('are no more at once than allowed, and follow in the order of asking', async () => {
    const { begun, work, end } = pieces(4)
    const admit = admitting({}, 2)
    const all = [0, 1, 2, 3].map((place) => admit(work(place)))
    await aWhile()
    expect(begun).toEqual([0, 1])
    end(1)
    await aWhile()
    expect(begun).toEqual([0, 1, 2])
    for (const place of [0, 2, 3]) end(place)
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3])
  })

  test('wait while machine or merchant bear no more', async () => {
    const { begun, work } = pieces(2)
    const rooms = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let asked = 0
    const admit = admitting({ room: () => rooms[asked++]?.promise ?? Promise.resolve() })
    void admit(work(0))
    void admit(work(1))
    await aWhile()
    expect(begun).toEqual([])
    rooms[0]?.resolve()
    await aWhile()
    expect(begun).toEqual([0])
    rooms[1]?.resolve()
    await aWhile()
    expect(begun).toEqual([0, 1])
  })

  test('make room also when they fail', async () => {
    const admit = admitting({}, 1)
    await expect(admit(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await admit(async () => 'next')).toBe('next')
  })
})
