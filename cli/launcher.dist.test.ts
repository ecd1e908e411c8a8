import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { explainOldNode } from '../server/hosts/node-version.ts'
import { scratchFolder } from '../server/testing/scratch.fixture.ts'

const launcher = join(import.meta.dirname, '../dist/launcher.cjs')
const scratch = scratchFolder(afterAll)

interface OldNode {
  command: string
  args: string[]
  version: string
}

/** A really old Node from the system, where there is one. */
function findOldNode(): OldNode | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  for (const folder of folders.filter((path) => !path.includes('node_modules'))) {
    const command = join(folder, 'node')
    const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' })
    const version = stdout?.trim().slice(1)
    if (version && explainOldNode(version) !== undefined) return { command, args: [], version }
  }
  return undefined
}

/** The next best thing: this Node, made to claim that it is Node 20. */
function pretendOldNode(): OldNode {
  const version = '20.19.0'
  const preload = join(scratch, 'claim-node-20.cjs')
  writeFileSync(
    preload,
    `Object.defineProperty(process.versions, 'node', { value: '${version}' })\n`,
  )
  return { command: process.execPath, version, args: ['--require', preload] }
}

test('an old Node gets one line that names both versions and the remedy, and exit code 2', () => {
  const { command, args, version } = findOldNode() ?? pretendOldNode()
  const run = spawnSync(command, [...args, launcher, 'serve'], { encoding: 'utf8' })
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(run.stderr).toContain(`this is Node ${version}`)
  expect(run.stderr).toContain('22.13')
  expect(run.stderr).toContain('install')
  expect(run.stdout).toBe('')
  expect(run.status).toBe(2)
})

test('a Node that is new enough starts the program', () => {
  const version = execFileSync(process.execPath, [launcher, '--version'], { encoding: 'utf8' })
  expect(version.trim()).toMatch(/^\d+\.\d+\.\d+$/)
})

test.each(['12.22.12', '18.20.4', '20.20.2', '22.12.0', '23.3.0'])(
  'Node %s is too old',
  (version) => {
    expect(explainOldNode(version)).toContain(`this is Node ${version}`)
  },
)

test.each(['22.13.0', '22.21.1', '23.4.0', '24.0.0', '26.10.0'])('Node %s will do', (version) => {
  expect(explainOldNode(version)).toBeUndefined()
})
