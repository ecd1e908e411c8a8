// The version of a shop, read from a real git repository.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isMissing } from '../../server/testing/programs.fixture.ts'
import { keepCli } from '../run.fixture.ts'
import { commitOf, folderOf, readAbout } from './about.ts'

const { folder } = keepCli()

describe.skipIf(isMissing('git'))('the version of a shop that nobody told', () => {
  const git = (...words: string[]) => {
    const who = [
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@example.com',
      '-c',
      'commit.gpgsign=false',
    ]
    const ran = spawnSync('git', [...who, ...words], { cwd: folder(), encoding: 'utf8' })
    expect(ran.status, ran.stderr).toBe(0)
    return ran.stdout.trim()
  }
  test('is the commit of the folder, and says when files were changed since', () => {
    git('init', '--quiet')
    writeFileSync(join(folder(), 'shop.js'), 'pay()\n')
    git('add', '.')
    git('commit', '--quiet', '-m', 'shop')
    git('tag', '-a', 'v1', '-m', 'a tag hides no commit')
    const commit = git('rev-parse', '--short=12', 'HEAD')
    mkdirSync(join(folder(), 'reports'))
    writeFileSync(join(folder(), 'reports', 'merchant.html'), 'reports are no part of the shop')
    expect(commitOf(folder(), process.env)).toBe(commit)
    writeFileSync(join(folder(), 'shop.js'), 'payTwice()\n')
    expect(commitOf(folder(), process.env)).toBe(`${commit}-dirty`)
  })
  test('is absent before the first commit, and where there is no git', () => {
    git('init', '--quiet')
    expect(commitOf(folder(), process.env)).toBeUndefined()
    expect(commitOf(folder(), { PATH: join(folder(), 'no-such-folder') })).toBeUndefined()
  })
  test('is that of the folder of the program that is started', () => {
    git('init', '--quiet')
    const shop = join(folder(), 'shop.js')
    writeFileSync(shop, 'pay()\n')
    git('add', '.')
    git('commit', '--quiet', '-m', 'shop')
    const commit = git('rev-parse', '--short=12', 'HEAD')
    for (const command of [[process.execPath, shop], ['node', '--no-warnings', shop], [shop]]) {
      expect(readAbout({}, process.env, folderOf(command)).shop?.version).toBe(commit)
    }
    expect(folderOf(['npm', 'start'])).toBe(process.cwd())
  })
  test('gives way to what the person says', () => {
    expect(readAbout({ shopVersion: '2.0' }, process.env, folder())).toEqual({
      shop: { version: '2.0', from: 'option' },
    })
  })
})
