// The storage contract, and what is special about this driver, inside a Durable Object: bundled for
// contract.workers.test.ts, whose runtime names the classes.
import { expect, test } from 'vitest'
import { storageContract } from '../../storage/sql.contract.ts'
import type { Sql } from '../../storage/sql.ts'
import { runTests } from '../../testing/small-vitest.fixture.ts'
import { stubOf, type Env, type ObjectState, type ObjectStorage } from './platform.ts'
import { MAX_VALUE_BYTES, openObjectSql } from './sql.ts'

let storage: ObjectStorage

const open = (): Sql => openObjectSql(storage)

storageContract(open)

test('a record of more than 2 MB is refused, whatever the local runtime takes', () => {
  const sql = open()
  sql.exec('create table things (name text, raw blob) strict')
  const put = sql.prepare('insert into things values (?, ?)')
  put.run('x'.repeat(MAX_VALUE_BYTES), null)
  expect(() => put.run('x'.repeat(MAX_VALUE_BYTES + 1), null)).toThrow('2000000')
  expect(() => put.run('咖'.repeat(MAX_VALUE_BYTES / 3 + 1), null)).toThrow('2000000')
  expect(() => put.run(null, new Uint8Array(MAX_VALUE_BYTES + 1))).toThrow('2000000')
})

test('the runtime refuses what a Durable Object refuses, so that tests meet it', () => {
  const sql = open()
  const columns = Array.from({ length: 101 }, (_, nth) => `c${nth}`).join(', ')
  expect(() => sql.exec(`create table wide (${columns})`)).toThrow(/columns/)
  const values = Array.from({ length: 101 }, () => '?').join(', ')
  const many = () => sql.prepare(`select 1 in (${values})`).get(...Array(101).fill(1))
  expect(many).toThrow(/variable|parameter/)
  const like = () => sql.prepare("select 'a' like ?").get('x'.repeat(51))
  expect(like).toThrow(/pattern/)
})

export class SandboxObject {
  constructor(state: ObjectState) {
    storage = state.storage
  }

  async fetch(): Promise<Response> {
    return Response.json(await runTests(dropAll))
  }
}

export class IndexObject extends SandboxObject {}

function dropAll(): void {
  const sql = open()
  const tables =
    "select name from sqlite_master where type = 'table' and name not like '\\_%' escape '\\'"
  for (const { name } of sql.prepare(`${tables} and name <> 'sqlite_sequence'`).all()) {
    sql.exec(`drop table ${String(name)}`)
  }
}

const worker = {
  fetch: (request: Request, env: Env) => stubOf(env.SANDBOXES, 'contract').fetch(request),
}

export default worker
