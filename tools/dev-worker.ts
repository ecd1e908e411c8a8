// `npm run dev:worker`: builds the Worker when its sources changed, and runs it in the Workers runtime on this
// machine, as wrangler.toml has it. `--port 8787` and `--data .alipay-sim/worker` are the defaults.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startWorkerd, workerdPath } from '../server/testing/workerd.fixture.ts'
import buildOnce from './build-once.ts'
import { repository } from './fingerprint.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8787' },
    data: { type: 'string', default: join(repository, '.alipay-sim/worker') },
  },
})
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port: a number from 0 to 65535, not "${values.port}"`)
  process.exit(2)
}
if (workerdPath() === undefined) {
  console.error(
    'workerd is not installed for this system; npm ci brings it for Linux, macOS and Windows',
  )
  process.exit(2)
}

const folder = resolve(values.data)

/** The operator's token, made at the first start and kept. */
function tokenIn(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

mkdirSync(folder, { recursive: true, mode: 0o700 })
await buildOnce()
const token = tokenIn(join(folder, 'token'))
const workerd = await startWorkerd({
  folder,
  port,
  vars: {
    SIM_TOKEN: token,
    // The published keys do no harm where nobody else comes.
    SIM_READY_MADE_KEYS: 'yes',
    SIM_NOTIFY_HOSTS: 'local',
    SIM_HOSTS: 'localhost',
  },
  onLog: (text) => process.stderr.write(text),
})
console.log(`gateway  ${workerd.url}/gateway.do`)
console.log(`console  ${workerd.url}/_sim/#token=${token}`)
console.log(
  `token    in ${relative('', join(folder, 'token'))}; Ctrl-C ends it, the sandboxes stay`,
)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void workerd.kill())
await workerd.exited
