// All tables of one sandbox. Keys are columns, the rest of a record is JSON beside them; long
// numbers are text, money is integer fen.
import { NO_FINISH } from './jobs.ts'
import { dropOldFaultySends, learnCodes, migrateFrom2, nameOrders } from './migrations.ts'
import { number, type Sql } from './sql.ts'
import { StorageTrouble } from './trouble.ts'

const VERSION = 8

const TABLES = `
create table if not exists schema_version (version integer not null);
create table if not exists settings (name text primary key, record text not null) strict;
create table if not exists tokens (
  token text primary key, app_id text not null, record text not null) strict;
create table if not exists counters (stream text primary key, value integer not null) strict;
create table if not exists apps (app_id text primary key, record text not null) strict;
create table if not exists buyers (
  buyer_id text primary key, place integer not null, record text not null) strict;
create table if not exists codes (auth_code text primary key, record text not null) strict;
create table if not exists free_payments (
  buyer_id text not null, day text not null, payments integer not null,
  primary key (buyer_id, day)) strict;
create table if not exists orders (
  pid text not null, out_trade_no text not null, qr_code text not null unique,
  record text not null, primary key (pid, out_trade_no)) strict;
create table if not exists trades (
  trade_no text primary key, pid text not null, out_trade_no text not null,
  status text not null, record text not null, unique (pid, out_trade_no)) strict;
create table if not exists refunds (
  trade_no text not null, out_request_no text not null, record text not null,
  primary key (trade_no, out_request_no)) strict;
create index if not exists refunds_by_number on refunds (out_request_no);
create table if not exists batches (
  pid text not null, batch_no text not null, code text not null unique, record text not null,
  primary key (pid, batch_no)) strict;
create table if not exists batch_items (
  pid text not null, batch_no text not null, place integer not null, record text not null,
  primary key (pid, batch_no, place)) strict;
create table if not exists tombstones (
  pid text not null, out_trade_no text not null, primary key (pid, out_trade_no)) strict;
create table if not exists postings (
  id integer primary key, from_account text not null, to_account text not null,
  amount_fen integer not null, memo text not null, trade_no text,
  at integer not null) strict;
create index if not exists postings_by_trade on postings (trade_no);
create index if not exists postings_by_time on postings (at);
create table if not exists balances (account text primary key, amount_fen integer not null) strict;
create table if not exists sightings (
  pid text not null, out_trade_no text not null, amount_fen integer not null, auth_code text,
  primary key (pid, out_trade_no)) strict;
create table if not exists jobs (
  id integer primary key autoincrement, due integer not null, kind text not null,
  subject text not null, record text not null) strict;
create index if not exists jobs_by_due on jobs (due, id);
create index if not exists jobs_but_finish on jobs (due, id) where ${NO_FINISH};
create index if not exists jobs_by_subject on jobs (kind, subject);
create table if not exists notifications (
  notify_id text primary key, record text not null, out_trade_no text) strict;
create table if not exists fault_rules (
  id text primary key, place integer not null, record text not null) strict;
create table if not exists tickets (
  ticket text primary key, made_at integer not null, record text not null) strict;
create table if not exists journal (
  seq integer primary key, record text not null, exchange text, order_no text) strict;
create index if not exists journal_by_exchange on journal (exchange, seq)
  where exchange is not null;
create index if not exists journal_by_order on journal (order_no, seq) where order_no is not null;
create table if not exists grades (
  id text primary key, place integer not null, head text not null, report text,
  bytes integer not null) strict;
create table if not exists named_codes (code text primary key, is_odd integer not null) strict;
create index if not exists odd_codes on named_codes (code) where is_odd = 1;
create table if not exists code_shapes (
  size integer not null, head text not null, primary key (size, head)) strict;
create index if not exists orders_by_number on orders (out_trade_no);
create index if not exists trades_by_number on trades (out_trade_no);
create index if not exists trades_by_buyer on trades (json_extract(record, '$.buyerId'));
create index if not exists refunds_by_number on refunds (out_request_no);
create index if not exists notifications_by_number on notifications (out_trade_no);
`

/** The oldest version that is brought up to date. */
const OLDEST = 2

/** Makes a fresh database, brings an older one up to date, or refuses one of another time. */
export function openSchema(sql: Sql): void {
  const version = versionOf(sql)
  if (version !== undefined) assertKnown(version)
  if (version === VERSION) return
  sql.transaction(() => {
    if (version === 2) migrateFrom2(sql)
    if (version !== undefined && version < 5) nameOrders(sql)
    sql.exec(TABLES)
    if (version === undefined) sql.prepare('insert into schema_version values (?)').run(VERSION)
    if (version === 2) learnCodes(sql)
    if (version !== undefined) dropOldFaultySends(sql)
    sql.prepare('update schema_version set version = ?').run(VERSION)
  })
}

/** `undefined` where nothing of ours is in the file yet. */
function versionOf(sql: Sql): number | undefined {
  const isOurs = sql
    .prepare("select 1 from sqlite_master where type = 'table' and name = 'schema_version'")
    .get()
  const found = isOurs && sql.prepare('select version from schema_version').get()
  return found && number(found.version)
}

function assertKnown(version: number): void {
  if (version >= OLDEST && version <= VERSION) return
  const [writer, remedy] =
    version > VERSION
      ? ['a newer', 'start that version, or this one with another --data folder']
      : ['an older', 'read it with that version, and start this one with another --data folder']
  throw new StorageTrouble(
    `this database has schema version ${version}, written by ${writer} alipay-sim; this program ` +
      `reads versions ${OLDEST} to ${VERSION}: ${remedy}`,
    undefined,
  )
}
