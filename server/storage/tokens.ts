// Authorisation codes and tokens.
import type { TokenStore, Token } from '../protocols/tokens.ts'
import { record, text, type Sql } from './sql.ts'

export interface TokenTable extends TokenStore {
  put(token: Token): void
}

export function openTokens(sql: Sql): TokenTable {
  const one = sql.prepare('select record from tokens where token = ?')
  const ofApp = sql.prepare('select record from tokens where app_id = ? order by rowid')
  const put = sql.prepare(
    'insert into tokens values (?, ?, ?) on conflict (token) do update set record = excluded.record',
  )
  return {
    get: (token) => record<Token>(one.get(token)),
    ofApp: (appId) => ofApp.all(appId).map((row) => JSON.parse(text(row.record)) as Token),
    put: (token) => put.run(token.token, token.appId, JSON.stringify(token)),
  }
}
