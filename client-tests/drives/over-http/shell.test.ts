// A line of the system's shell: what it prints, how it ends, and that it cannot hold anybody up.
import { expect, test } from 'vitest'
import { runLine } from './shell.ts'

test('it is a line of a shell, with the environment that it is given', async () => {
  expect(await runLine('echo "$BOOKS" | tr a b; echo why >&2', { BOOKS: 'aa' }, 10_000)).toEqual({
    exitCode: 0,
    out: 'bb\n',
    err: 'why',
  })
})

test('one that fails says how', async () => {
  const said = await runLine('echo no such table >&2; exit 3', {}, 10_000)
  expect(said).toEqual({ exitCode: 3, out: '', err: 'no such table' })
})

test('one that hangs is given up, also where a program below it holds its pipes', async () => {
  const startedMs = performance.now()
  const said = await runLine('sleep 30 & sleep 30', {}, 100)
  expect(said).toEqual({ exitCode: 1, out: '', err: 'it took longer than 0.1 s' })
  expect(performance.now() - startedMs).toBeLessThan(10_000)
})
