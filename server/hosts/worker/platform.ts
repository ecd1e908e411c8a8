// What this host uses of the Workers runtime, as types: no more of it than is called here.
// https://developers.cloudflare.com/durable-objects/api/

export interface SqlStorage {
  exec(
    query: string,
    ...bindings: unknown[]
  ): {
    next(): { done?: boolean; value?: Record<string, unknown> }
    toArray(): Record<string, unknown>[]
  }
}

export interface ObjectStorage {
  sql: SqlStorage
  transactionSync<T>(work: () => T): T
  getAlarm(): Promise<number | null>
  setAlarm(atMs: number): Promise<void>
  deleteAlarm(): Promise<void>
  deleteAll(): Promise<void>
}

export interface ObjectState {
  id: { name?: string }
  storage: ObjectStorage
  /** Nothing else reaches the object meanwhile. */
  blockConcurrencyWhile<T>(work: () => Promise<T>): Promise<T>
}

export interface Stub {
  fetch(request: Request): Promise<Response>
}

export interface Namespace {
  idFromName(name: string): unknown
  get(id: unknown): Stub
}

/** The bindings and variables of wrangler.toml; docs/workers.md says what each is for. */
export interface Env {
  SANDBOXES: Namespace
  INDEX: Namespace
  /** The files of the console. */
  ASSETS?: Stub
  SIM_TOKEN?: string
  SIM_SEED?: string
  SIM_READY_MADE_KEYS?: string
  SIM_HOSTS?: string
  SIM_NOTIFY_HOSTS?: string
  SIM_KEEP_DAYS?: string
  SIM_JOURNAL_ENTRIES?: string
}

export const stubOf = (namespace: Namespace, name: string): Stub =>
  namespace.get(namespace.idFromName(name))
