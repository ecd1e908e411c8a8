// An app keeps what each family knows it by; one that 0.1.0 stored is read as it would be stored today.
import { expect, test } from 'vitest'
import { openapiApp, unflattened } from '../protocols/openapi/credentials.ts'
import { openSqlite } from '../hosts/sqlite.ts'
import { openApps } from './apps.ts'
import { openSchema } from './schema.ts'

const about = { appId: '9021', pid: '2088', name: 'tea', sellerEmail: 'tea@sandbox.com' }
const keys = { alipayPrivateKey: 'ours', alipayPublicKey: 'ours too', appPublicKey: 'theirs' }

function openTable() {
  const sql = openSqlite(':memory:')
  openSchema(sql)
  return sql
}

test('an app of 0.1.0, whose keys stand beside its name, has them as credentials of openapi', () => {
  const sql = openTable()
  const then = JSON.stringify({ ...about, ...keys })
  sql.prepare('insert into apps values (?, ?)').run(about.appId, then)
  const apps = openApps(sql)
  const today = unflattened({ ...about, ...keys })
  expect(apps.get(about.appId)).toEqual(today)
  expect(apps.all()).toEqual([today])
  expect(openapiApp(today)).toMatchObject({ ...about, ...keys })
})

test('secrets of another family are kept beside, and are nothing to openapi', () => {
  const sql = openTable()
  openApps(sql).put({ ...about, credentials: { other: { secret: 's3' } } })
  const [kept] = openApps(sql).all()
  expect(kept).toEqual({ ...about, credentials: { other: { secret: 's3' } } })
  expect(kept && openapiApp(kept)).toBeUndefined()
})
