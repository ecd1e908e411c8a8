// The workflows of GitHub, which do not run here: their form, and that what they call is there.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  uses?: string
  run?: string
}

interface Workflow {
  on: Record<string, unknown>
  permissions: Record<string, string>
  jobs: Record<
    string,
    {
      needs?: string
      permissions?: Record<string, string>
      strategy?: { matrix: Record<string, unknown[]> }
      steps: Step[]
    }
  >
}

const repository = join(import.meta.dirname, '..')
const textOf = (name: string) => readFileSync(join(repository, name), 'utf8')
const read = (name: string): Workflow => parse(textOf(name))
const CI = read('.github/workflows/ci.yml')
const RELEASE = read('.github/workflows/release.yml')

describe.each(globSync('.github/workflows/*.yml', { cwd: repository }))('%s', (name) => {
  const { permissions, jobs } = read(name)
  const steps = Object.values(jobs).flatMap((job) => job.steps)

  test('takes every action at one commit, and says its version', () => {
    const lines = textOf(name)
      .split('\n')
      .filter((line) => line.includes('uses:'))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('may do nothing but read, unless a job says so', () => {
    expect(Object.values(permissions).filter((right) => right !== 'read')).toEqual([])
  })

  test('runs programs that are there', () => {
    const files = steps.flatMap(({ run = '' }) => [
      ...run.matchAll(/(?:^|\s)((?:tools|\.ci)\/[\w./-]+)/g),
    ])
    expect(files.length).toBeGreaterThan(0)
    for (const [, file = ''] of files) expect(existsSync(join(repository, file)), file).toBe(true)
  })

  test('waits for jobs that are there', () => {
    const needed = Object.values(jobs).flatMap(({ needs }) => needs ?? [])
    expect(Object.keys(jobs)).toEqual(expect.arrayContaining(needed))
  })
})

test('a change is tried on three systems with both Nodes that are supported', () => {
  const { systems } = CI.jobs
  expect(systems?.strategy?.matrix).toEqual({
    os: [
      expect.stringMatching('ubuntu'),
      expect.stringMatching('macos'),
      expect.stringMatching('windows'),
    ],
    node: [22, 24],
  })
})

test('a release needs no token: it publishes the packed file by its identity, after all tests', () => {
  const { publish } = RELEASE.jobs
  expect(RELEASE.on).toEqual({ push: { tags: ['v*'] } })
  expect(publish?.needs).toBe('everything')
  expect(publish?.permissions).toMatchObject({ 'id-token': 'write' })
  const runs = publish?.steps.map(({ run = '' }) => run).join('\n')
  expect(runs).toMatch(/npm publish \.\/alipay-sim-\*\.tgz --provenance/)
  expect(textOf('.github/workflows/release.yml')).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|secrets\./)
})
