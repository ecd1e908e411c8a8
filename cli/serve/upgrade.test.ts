// Data folders of earlier versions: opened and brought up to date, or refused in one line.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { runCli, serve } from '../run.fixture.ts'
import { alterDatabase, keepDataFolders } from './data-folder.fixture.ts'

const { newFolder } = keepDataFolders()

/**
 * A folder as 0.1.0 left it, with its clock frozen: PAID, REFUNDED in part, CANCELLED, WAITING (the
 * buyer types a password after ten minutes), QR and QR-PAID; the shop refused every notification.
 */
function folderOf(schema: 1 | 2): { data: string; file: string } {
  const data = newFolder()
  mkdirSync(data)
  const saved = `../../server/testing/of-0.1.0/schema-${schema}.sqlite.gz`
  const file = join(data, 'default.sqlite')
  writeFileSync(file, gunzipSync(readFileSync(new URL(saved, import.meta.url))))
  return { data, file }
}

const versionOf = (file: string) => {
  const database = new DatabaseSync(file, { readOnly: true })
  const row = database.prepare('select version from schema_version').get()
  database.close()
  return row?.['version']
}

interface Trade {
  outTradeNo: string
  status: string
  refundedFen?: number
}

test('a folder of 0.1.0 is opened with its trades, its rules and its clock, and goes on', async () => {
  const { data, file } = folderOf(2)
  const server = await serve(`--data ${data}`)
  const ask = async <T>(line: string) =>
    JSON.parse((await runCli(`${line} --data ${data} --json`)).out) as T
  const trades = async () =>
    Object.fromEntries(
      (await ask<Trade[]>('trade list')).map((trade) => [
        trade.outTradeNo,
        [trade.status, trade.refundedFen],
      ]),
    )
  expect(await trades()).toEqual({
    PAID: ['TRADE_SUCCESS', 0],
    REFUNDED: ['TRADE_SUCCESS', 333],
    CANCELLED: ['TRADE_CLOSED', 500],
    WAITING: ['WAIT_BUYER_PAY', 0],
    'QR-PAID': ['TRADE_SUCCESS', 0],
  })
  expect(await ask('fault list')).toMatchObject([
    { fault: 'unknown', match: { op: 'PAY', count: 1 } },
  ])
  expect(await ask('sandbox options')).toMatchObject({ notifyAmounts: expect.any(String) })
  await ask('clock advance 11m')
  expect(await trades()).toMatchObject({ WAITING: ['TRADE_SUCCESS', 0] })
  const sent = await ask<{ attempts: number; trade: Trade }[]>('notify list')
  expect(sent.map(({ trade }) => trade.outTradeNo)).toContain('WAITING')
  expect(sent.find(({ trade }) => trade.outTradeNo === 'PAID')?.attempts).toBeGreaterThan(1)
  const { url, token } = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')) as Record<
    'url' | 'token',
    string
  >
  const headers = { authorization: `Bearer ${token}` }
  const story = await fetch(`${url}/_sim/journal?trade=PAID`, { headers })
  const { entries } = (await story.json()) as { entries: { kind: string }[] }
  const kinds = entries.map(({ kind }) => kind)
  expect(kinds.slice(0, 4)).toEqual(['request', 'commit', 'answer', 'end'])
  expect(kinds).toContain('reply')
  const { code, err } = await server.end()
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(versionOf(file)).toBe(8)
})

test('a folder of 0.1.0 opens a second time as it was left', async () => {
  const { data } = folderOf(2)
  await (await serve(`--data ${data}`)).stop()
  const again = await serve(`--data ${data}`)
  const { out } = await runCli(`trade list --data ${data} --json`)
  expect(JSON.parse(out)).toHaveLength(5)
  expect(await again.stop()).toBe(0)
})

const refused = async (data: string) => {
  const { code, err } = await runCli(`serve --port 0 --data ${data}`)
  expect(code).toBe(2)
  expect(err).toMatch(/^alipay-sim: [^\n]+\n$/)
  return err
}

test('a folder of the first schema is refused in one line, and stays as it was', async () => {
  const { data, file } = folderOf(1)
  const before = readFileSync(file)
  const err = await refused(data)
  expect(err).toContain(`${file}: this database has schema version 1, written by an older`)
  expect(err).toContain('read it with that version, and start this one with another --data folder')
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a folder of a newer version is refused in one line, and stays as it was', async () => {
  const { data, file } = folderOf(2)
  alterDatabase(file, 'update schema_version set version = 9')
  const before = readFileSync(file)
  const err = await refused(data)
  expect(err).toContain(`${file}: this database has schema version 9, written by a newer`)
  expect(err).toContain('start that version, or this one with another --data folder')
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a migration that fails half way leaves the folder at its old version', async () => {
  const { data, file } = folderOf(2)
  alterDatabase(file, "update journal set record = '{' where seq = (select max(seq) from journal)")
  const kept = join(data, 'kept.sqlite.bak')
  copyFileSync(file, kept)
  expect(await refused(data)).toContain(`${file} `)
  expect(versionOf(file)).toBe(2)
  expect(versionOf(kept)).toBe(2)
})
