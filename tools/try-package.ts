// The way of a new user by the words of the pages: `node tools/try-package.ts FOLDER` installs the packed package
// of that folder into an empty project, plays the first test, and asks for the first verdict. Needs a
// registry for the packages beside it, so no test runs it; kit/recipes.dist.test.ts plays the same pages.
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { launchOf } from '../server/hosts/windows-launch.ts'
import { commandOf, programOf } from './page-programs.ts'

const [from = '.'] = process.argv.slice(2)
const [tarball] = globSync('alipay-sim-*.tgz', { cwd: from }).map((name) => resolve(from, name))
if (tarball === undefined) throw new Error(`there is no alipay-sim-*.tgz in ${from}: run npm pack`)

const project = mkdtempSync(join(tmpdir(), 'alipay-sim-user-'))

interface Ended {
  status: number | null
  text: string
}

function play(words: readonly string[]): Ended {
  console.log(`$ ${words.join(' ')}`)
  const { file, args, options } = launchOf(words, process.platform, process.env)
  const env = { ...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8' }
  const ended = spawnSync(file, args, { ...options, cwd: project, env, encoding: 'utf8' })
  if (ended.error) throw ended.error
  const text = `${ended.stdout}${ended.stderr}`
  console.log(text)
  return { status: ended.status, text }
}

/** A command of a page as words; what stands in quotes is one. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

function expectOf({ status, text }: Ended, wanted: number, ...said: RegExp[]): void {
  const missing = said.filter((pattern) => !pattern.test(text))
  if (status === wanted && missing.length === 0 && !/ExperimentalWarning/.test(text)) return
  throw new Error(
    `ended with ${status} instead of ${wanted}; not said: ${missing.join(', ') || 'nothing'}`,
  )
}

const PAGE = 'docs/tutorial.md'

try {
  console.log(`Node ${process.versions.node} on ${process.platform}, in ${project}`)
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n')
  const install = commandOf('README.md', 'npm install -D alipay-sim')
  for (const command of install.split(' && ')) {
    const words = wordsOf(command).map((word) => (word === 'alipay-sim' ? tarball : word))
    expectOf(play([...words, '--no-audit', '--no-fund']), 0)
  }
  const save = (name: string) => writeFileSync(join(project, name), programOf(PAGE, name))
  save('first.test.js')
  expectOf(play(['npx', 'vitest', 'run']), 0, /1 passed/)

  save('take-payments.mjs')
  save('books.mjs')
  const grade = wordsOf(commandOf(PAGE, 'npx alipay-sim grade --verify-cmd'))
  expectOf(play(grade), 1, /one payment of 8\.88 caused 2 rows/, /NOT READY/)
  console.log('The way of a new user ends where the pages say.')
} finally {
  rmSync(project, { recursive: true, force: true })
}
