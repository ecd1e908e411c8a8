// The real Workers runtime on this machine, with what wrangler.toml says: for tests, and for `npm run
// dev:worker`. Objects are kept in a folder, so that a second runtime goes on where the first one ended.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { readToml } from './toml.fixture.ts'

const repository = join(import.meta.dirname, '../..')

/** How long a runtime may take to listen, or to end: it takes a tenth of a second where nothing else runs. */
const PATIENCE_MS = 120_000

/** The program; `undefined` where no package with it was installed for this system. */
export function workerdPath(): string | undefined {
  const require = createRequire(import.meta.url)
  try {
    const { default: path }: { default: string } = require('workerd')
    return path
  } catch {
    return undefined
  }
}

/** Whether tests in the runtime can run here. */
export const isHere = workerdPath() !== undefined

/** What tools/build-worker-tests.ts has bundled of `<name>.ts`. */
export const testModule = (name: string) => `node_modules/.cache/alipay-sim/workerd/${name}.js`

interface Wrangler {
  compatibility_date: string
  compatibility_flags: string[]
  assets: { directory: string; binding: string }
  durable_objects: { bindings: { name: string; class_name: string }[] }
  migrations: { new_sqlite_classes: string[] }[]
  vars: Record<string, string>
}

export const wrangler = () =>
  readToml(readFileSync(join(repository, 'wrangler.toml'), 'utf8')) as unknown as Wrangler

export interface Runtime {
  /** Where objects and the configuration are. */
  folder: string
  /** The module; that of the build unless told. */
  main?: string
  /** Variables beside and instead of those of wrangler.toml. */
  vars?: Record<string, string>
  port?: number
  /** A second service, which is bound to the objects of the first. */
  isTwin?: boolean
  /** Told of what it writes. */
  onLog?: (text: string) => void
}

/** Flags of wrangler.toml that would keep a test's shop on this machine from being reached. */
const ONLY_DEPLOYED = ['global_fetch_strictly_public', 'nodejs_compat']

const text = (value: string) => JSON.stringify(value)

function configuration({ folder, main, vars, port = 0, isTwin = false }: Runtime): string {
  const { compatibility_date: date, compatibility_flags, assets, ...told } = wrangler()
  const flags = compatibility_flags.filter((one) => !ONLY_DEPLOYED.includes(one))
  const from = (path: string) => text(relative(folder, join(repository, path)))
  const objects = told.durable_objects.bindings
  const sqlite = told.migrations.flatMap(({ new_sqlite_classes }) => new_sqlite_classes)
  const classes = objects.map(
    ({ class_name: name }) =>
      `(className = ${text(name)}, uniqueKey = ${text(name)}, enableSql = ${sqlite.includes(name)})`,
  )
  const boundTo = (service: string) =>
    objects.map(({ name, class_name: className }) => {
      const there =
        service === ''
          ? text(className)
          : `(className = ${text(className)}, serviceName = ${text(service)})`
      return `(name = ${text(name)}, durableObjectNamespace = ${there})`
    })
  const values = Object.entries({ ...told.vars, ...vars }).map(
    ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
  )
  const worker = (service: string) => `(
    modules = [(name = "worker.js", esModule = embed ${from(main ?? 'dist/worker.js')})],
    compatibilityDate = ${text(date)},
    compatibilityFlags = [${flags.map(text).join(', ')}],
    ${service === '' ? `durableObjectNamespaces = [${classes.join(', ')}],` : ''}
    durableObjectStorage = (localDisk = "objects"),
    globalOutbound = "network",
    bindings = [${[...boundTo(service), ...values].join(', ')},
      (name = ${text(assets.binding)}, service = "assets")])`
  const twin = isTwin ? `(name = "twin", worker = ${worker('main')}),` : ''
  const twinSocket = isTwin
    ? '(name = "twin", address = "127.0.0.1:0", http = (), service = "twin"),'
    : ''
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = ${worker('')}),
    ${twin}
    (name = "objects", disk = (path = "objects", writable = true)),
    (name = "assets", disk = (path = ${from(assets.directory)})),
    (name = "network", network = (allow = ["local", "private", "public"])),
  ],
  sockets = [
    (name = "main", address = "127.0.0.1:${port}", http = (), service = "main"),
    ${twinSocket}
  ],
);
`
}

export interface RunningWorkerd {
  url: string
  /** Of the second service. */
  twinUrl: string
  /** Ends it at once, as a machine that fails does. */
  kill(): Promise<void>
  exited: Promise<void>
  /** What it has written. */
  log(): string
}

/** Starts the runtime and waits until it listens. */
export async function startWorkerd(runtime: Runtime): Promise<RunningWorkerd> {
  const program = workerdPath()
  if (program === undefined) throw new Error('workerd is not installed for this system')
  mkdirSync(join(runtime.folder, 'objects'), { recursive: true })
  const file = join(runtime.folder, 'workerd.capnp')
  writeFileSync(file, configuration(runtime))
  const child = spawn(program, ['serve', file, '--control-fd=3'], {
    cwd: runtime.folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      log += piece
      runtime.onLog?.(piece)
    })
  }
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ports = new Map<string, number>()
  const wanted = runtime.isTwin ? 2 : 1
  await new Promise<void>((resolve, reject) => {
    const tooLate = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`workerd did not listen in time: ${log}`))
    }, PATIENCE_MS)
    let said = ''
    const control = child.stdio[3] as NodeJS.ReadableStream
    control.setEncoding('utf8').on('data', (piece: string) => {
      said += piece
      for (const [, socket, port] of said.matchAll(/"socket":"(\w+)","port":(\d+)/g)) {
        ports.set(socket ?? '', Number(port))
      }
      if (ports.size < wanted) return
      clearTimeout(tooLate)
      resolve()
    })
    child.once('close', () => {
      clearTimeout(tooLate)
      reject(new Error(`workerd ended: ${log}`))
    })
  })
  const urlOf = (socket: string) => `http://127.0.0.1:${ports.get(socket)}`
  return {
    url: urlOf('main'),
    twinUrl: urlOf('twin'),
    exited,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    log: () => log,
  }
}
