import { expect, test } from 'vitest'
import { readRoute, writeRoute, type Route } from './route.ts'

test.each(['order-1', 'a/b?c#d&e=f', '100%', '订单 1', '..', '<img src=x>'])(
  'the address of the trade %s leads to it again, with its filters',
  (item) => {
    const route: Route = { sandbox: 'job-7', page: 'trades', item, query: { q: item } }
    expect(readRoute(writeRoute(route))).toEqual(route)
  },
)

test.each(['', '#', '#/', '#nonsense/%ZZ/%E0%A4%A', '#/default/nowhere'])(
  'the address "%s" shows the trades all the same',
  (hash) => expect(readRoute(hash)).toMatchObject({ page: 'trades' }),
)

test('a filter that is empty stands in no address', () => {
  const route: Route = { sandbox: 'default', page: 'journal', query: { q: '', kinds: 'fault' } }
  expect(writeRoute(route)).toBe('#/default/journal?kinds=fault')
})
