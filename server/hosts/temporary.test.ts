// Databases that end with the process: where what does not fit into memory goes.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTemporary, temporaryFolder } from './sqlite.ts'

const MANY = 100

/** Writes 20 MB, in as many transactions, and gives what can be read of them again. */
function fill(sql: ReturnType<typeof openTemporary>): number {
  sql.exec('create table rows (nth integer primary key, text text not null)')
  const put = sql.prepare('insert into rows values (?, ?)')
  for (let nth = 1; nth <= MANY; nth++) sql.transaction(() => put.run(nth, 'x'.repeat(200_000)))
  return Number(
    sql.prepare('select count(*) as found from rows where length(text) = 200000').get()?.found,
  )
}

const PROGRAM = `
  import { readdirSync, readlinkSync } from 'node:fs'
  import { createSandbox } from './server/hosts/memory.ts'
  const { journal } = createSandbox()
  const said = { kind: 'adapter', act: 'sale', startedMs: 0, status: 200, reply: 'x'.repeat(100_000) }
  for (let nth = 0; nth < 100; nth++) journal.note(said)
  const open = readdirSync('/proc/self/fd').flatMap((fd) => {
    try { return [readlinkSync('/proc/self/fd/' + fd)] } catch { return [] }
  })
  console.log(JSON.stringify(open))
`

test.runIf(process.platform === 'linux')(
  'a sandbox in process keeps what is more than the cache in a file without a name',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'temporary-'))
    try {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', PROGRAM],
        {
          env: { ...process.env, SQLITE_TMPDIR: folder },
          encoding: 'utf8',
        },
      )
      expect(stderr).toBe('')
      const ours = (JSON.parse(stdout) as string[]).filter((link) => link.startsWith(folder))
      expect(ours).toEqual([expect.stringMatching(/ \(deleted\)$/)])
      expect(readdirSync(folder)).toEqual([])
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

test('where no folder can be written all is in memory', () => {
  const folders = [undefined, '', '/nowhere', '/dev/null']
  expect(temporaryFolder(folders)).toBeUndefined()
  const sql = openTemporary({}, folders)
  expect(fill(sql)).toBe(MANY)
  expect(sql.prepare('pragma synchronous').get()).toEqual({ synchronous: 1 })
  sql.close()
})

test('the first folder of the list that can be written is the one', () => {
  expect(temporaryFolder(['/nowhere', tmpdir(), '/'])).toBe(tmpdir())
  const sql = openTemporary({}, ['/nowhere', tmpdir()])
  expect(fill(sql)).toBe(MANY)
  // A file that ends with the process waits for no disk.
  expect(sql.prepare('pragma synchronous').get()).toEqual({ synchronous: 0 })
  sql.close()
})
