import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forgetUnchecked, missingFrom, uncheckedIn } from './complete-lock.ts'
import type { Lock } from './complete-lock.ts'

test('the lock names every platform package, so that npm ci takes it (else: npm run lock)', () => {
  const file = join(import.meta.dirname, '../package-lock.json')
  const lock: Lock = JSON.parse(readFileSync(file, 'utf8'))
  expect(Object.keys(missingFrom(lock))).toEqual([])
})

test('the lock has an integrity for every package, those of other systems too', () => {
  const file = join(import.meta.dirname, '../package-lock.json')
  const lock: Lock = JSON.parse(readFileSync(file, 'utf8'))
  expect(Object.keys(lock.packages).length).toBeGreaterThan(200)
  expect(uncheckedIn(lock)).toEqual([])
})

test('what has no integrity is forgotten, so that npm looks for it anew; the rest stays', () => {
  const checked = { version: '1.0.0', integrity: 'sha512-x' }
  const packages = { '': {}, 'node_modules/a': checked, 'node_modules/b': { version: '1.0.0' } }
  const lock: Lock = { packages: { ...packages, 'node_modules/c': { link: true } } }
  expect(uncheckedIn(lock)).toEqual(['node_modules/b'])
  const { 'node_modules/b': _gone, ...left } = lock.packages
  expect(forgetUnchecked(lock).packages).toEqual(left)
})

test('the lock names no registry, so that every mirror serves it', () => {
  const text = readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')
  expect(text).not.toContain('"resolved"')
})

test('a left-out package gets the system its name tells', () => {
  const optionalDependencies = { '@x/binding-linux-x64-musl': '1.2.3', '@x/darwin-arm64': '1.2.3' }
  const lock: Lock = { packages: { 'node_modules/x': { dev: true, optionalDependencies } } }
  expect(missingFrom(lock)).toEqual({
    'node_modules/@x/binding-linux-x64-musl': {
      version: '1.2.3',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
    'node_modules/@x/darwin-arm64': {
      version: '1.2.3',
      cpu: ['arm64'],
      dev: true,
      optional: true,
      os: ['darwin'],
    },
  })
})

test('a package whose version or system is unknown is not invented', () => {
  const missing = (name: string, version: string): Lock => ({
    packages: { 'node_modules/x': { optionalDependencies: { [name]: version } } },
  })
  expect(() => missingFrom(missing('fsevents', '2.3.3'))).toThrow('fsevents')
  expect(() => missingFrom(missing('@x/darwin-arm64', '^1.0.0'))).toThrow('^1.0.0')
})
