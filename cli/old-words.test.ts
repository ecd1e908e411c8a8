// Every command and option of 0.1.0 works, or answers with its new name, and the changelog says so.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { runCli } from './run.fixture.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url))

/** `grade --profile`, `sandbox policy`: a command, and each of its options behind it. */
function wordsIn(page: string): string[] {
  let command = ''
  return page.split('\n').flatMap((line) => {
    const [, head] = /^\*\*`([^`]+)`\*\*/.exec(line) ?? []
    if (head !== undefined) {
      command = head.replace(/ [[<].*$/, '')
      return [command]
    }
    const [, option] = /^- `(--[\w-]+)/.exec(line) ?? []
    return option !== undefined && command !== '' ? [`${command} ${option}`] : []
  })
}

const before = wordsIn(gunzipSync(read('../server/testing/of-0.1.0/cli.md.gz')).toString())
const now = new Set(wordsIn(read('../docs/cli.md').toString()))
const gone = before.filter((words) => !now.has(words))

test('the words of 0.1.0 are read', () => {
  expect(before.length).toBeGreaterThan(150)
  expect(before).toContain('sandbox policy')
  expect(before).toContain('serve --profile')
})

test.each(gone)('%s answers with its new name', async (words) => {
  const { err } = await runCli([...words.split(' '), 'x'])
  const [, name = ''] = /^alipay-sim: .*is called ([\w -]*?\w) (?:here|now)\b/.exec(err) ?? []
  expect(name).not.toBe('')
  const command = words.replace(/ --.*$/, '')
  expect(now).toContain(name.startsWith('--') ? `${command} ${name}` : name)
  const changes = /### Changed\n([\s\S]*?)\n### /.exec(read('../CHANGELOG.md').toString())?.[1]
  expect(changes).toContain(`\`${words}\``)
})
