// What a browser loads before the console is there; the sum of all is kept by the package's own test.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const built = join(import.meta.dirname, '../dist/console')

const sizes = ['index.html', ...readdirSync(join(built, 'assets')).map((name) => `assets/${name}`)]
  .filter((name) => !name.endsWith('.txt'))
  .map((name) => [name, gzipSync(readFileSync(join(built, name))).length] as const)

const sum = (wanted: (name: string) => boolean) =>
  sizes.filter(([name]) => wanted(name)).reduce((total, [, bytes]) => total + bytes, 0)

test('what reads codes out of pictures is no part of what is loaded first', () => {
  const first = readFileSync(join(built, 'index.html'), 'utf8')
  const isFirst = (name: string) => name === 'index.html' || first.includes(name)
  expect(sizes.some(([name]) => !isFirst(name) && name.includes('decode'))).toBe(true)
  expect(sum(isFirst)).toBeLessThan(110_000)
})
