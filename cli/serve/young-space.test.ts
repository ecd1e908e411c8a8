// The space of V8's young objects, under a load of which much survives for a moment.
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const PROGRAM = `
  import { getHeapSpaceStatistics } from 'node:v8'
  import { boundYoungSpace } from './cli/serve/young-space.ts'
  if (process.argv[1] === 'bounded') boundYoungSpace()
  let ring = []
  for (let piece = 0; piece < 150; piece++) {
    for (let nth = 0; nth < 20_000; nth++) {
      ring.push({ nth, text: 'x' + nth, list: [nth] })
      if (ring.length > 100_000) ring = []
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  console.log(getHeapSpaceStatistics().find((one) => one.space_name === 'new_space').space_size)
`

/** In MB. */
function young(how: string): number {
  const args = ['--input-type=module', '-e', PROGRAM, how]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (stderr !== '') throw new Error(stderr)
  return Number(stdout) / 1_000_000
}

test('it stops growing once it is large enough, and nothing else stops it', () => {
  const [free, bounded] = [young('free'), young('bounded')]
  expect(free).toBeGreaterThan(60)
  expect(bounded).toBeLessThan(free * 0.6)
})
