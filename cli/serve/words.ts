// What `serve` says once it is ready: a card for people, one JSON line for scripts.
import { join } from 'node:path'
import type { RunningServer } from '../../server/hosts/node.ts'
import { tokenFile } from './data-folder.ts'
import { card } from '../table.ts'

export interface Served {
  server: RunningServer
  /** Reachable from this machine, also when the server listens on every address. */
  url: string
  gateway: string
  token: string
  /** Whoever started the server gave the token, and knows it. */
  isGiven: boolean
  /** `undefined` with --ephemeral. */
  dir: string | undefined
}

interface Wanted {
  seed?: string
  printToken?: boolean
}

/**
 * The token is named by its file, for this line ends in logs. It is printed where it is in no file and
 * nobody knows it, and where it was asked for.
 */
export function readyEvent(served: Served, { printToken = false }: Wanted): object {
  const { server, url, gateway, token, dir: data } = served
  const [app] = server.sandbox.apps.list()
  const { port, controlUrl: control } = server
  const event = { event: 'ready', gateway, url, port, control, app_id: app?.appId }
  const isPrinted = printToken || isNowhereElse(served)
  const token_file = keepsToken(served)
  return { ...event, ...(isPrinted && { token }), token_file, data }
}

const isNowhereElse = ({ dir, isGiven }: Served) => dir === undefined && !isGiven

const keepsToken = ({ dir, isGiven }: Served) =>
  dir === undefined || isGiven ? undefined : tokenFile(dir)

export function welcome(served: Served, { seed, printToken = false }: Wanted): string {
  const { server, url, gateway, token, dir } = served
  const [app] = server.sandbox.apps.list()
  const used = server.sandbox.seed
  const isOther = seed !== undefined && seed !== used
  const file = keepsToken(served)
  const isPrinted = printToken || isNowhereElse(served)
  const lines = card([
    ['gateway', gateway],
    ['app_id', app?.appId],
    [
      'keys',
      dir === undefined
        ? 'in memory; write them with: alipay-sim app keys DIR'
        : `${join(dir, 'keys')}  (PEM, bare Base64, and node-snippet.mjs for alipay-sdk)`,
    ],
    [
      'control',
      `${server.controlUrl ?? url}/_sim/  token ${isPrinted ? token : file === undefined ? 'as given' : `in ${file}`}`,
    ],
    ['profile', server.sandbox.profile.get().profile],
    ['reading', server.sandbox.reading.get()],
    ['seed', isOther ? `${used}  (of this folder; --seed is for a fresh one)` : used],
  ])
  return `${lines.map((line) => `  ${line}`).join('\n')}\n`
}
