// The built package on a Node that is too old for it, and on one that calls SQLite experimental.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { scratchFolder } from '../testing/scratch.fixture.ts'

const scratch = scratchFolder(afterAll)
const ENTRIES = ['memory', 'node', 'suite', 'test', 'undici', 'msw']
const dist = join(import.meta.dirname, '../../dist')

/** Imports an entry of the package after `preload` has run. */
function importing(entry: string, preload: string) {
  const [first, program] = [join(scratch, 'preload.cjs'), join(scratch, 'program.mjs')]
  writeFileSync(first, preload)
  const url = pathToFileURL(join(dist, `${entry}.js`)).href
  writeFileSync(program, `import ${JSON.stringify(url)}\nprocess.stdout.write('loaded')\n`)
  return spawnSync(process.execPath, ['--require', first, program], { encoding: 'utf8' })
}

test.each(ENTRIES)('import of %s on Node 20 says one clear line', (entry) => {
  const claim = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' })\n`
  const { stderr, stdout, status } = importing(entry, claim)
  expect(stderr).toContain(
    'alipay-sim needs Node 22.13, 23.4 or any newer release, and this is Node 20.19.0: ' +
      'install the current LTS release from https://nodejs.org and try again.',
  )
  expect(stderr).not.toMatch(/node:sqlite|^ {4}at /m)
  expect({ stdout, status }).toEqual({ stdout: '', status: 1 })
})

test.each(ENTRIES)('import of %s does not pass on that SQLite is experimental', (entry) => {
  // As Node 22 warns: when the module is loaded.
  const warning = `
    const { Module } = require('node:module')
    const load = Module._load
    Module._load = function (name, ...rest) {
      if (name === 'node:sqlite') {
        process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning')
      }
      return load.call(this, name, ...rest)
    }`
  const { stderr, stdout } = importing(entry, warning)
  expect({ stderr, stdout }).toEqual({ stderr: '', stdout: 'loaded' })
})
