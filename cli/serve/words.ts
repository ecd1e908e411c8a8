// What `serve` says once it is ready: a card for people, one JSON line for scripts.
import { join } from 'node:path'
import type { Language } from '../../client-tests/reports/words.ts'
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
  const { port, controlUrl: control, secured } = server
  const ways = { tls: secured?.tlsUrl, proxy: secured?.proxyUrl, ca_file: secured?.caFile }
  const event = { event: 'ready', gateway, url, port, control, ...ways, app_id: app?.appId }
  const isPrinted = printToken || isNowhereElse(served)
  const token_file = keepsToken(served)
  return { ...event, ...(isPrinted && { token }), token_file, data }
}

const isNowhereElse = ({ dir, isGiven }: Served) => dir === undefined && !isGiven

const keepsToken = ({ dir, isGiven }: Served) =>
  dir === undefined || isGiven ? undefined : tokenFile(dir)

const WORDS = {
  en: {
    gateway: 'gateway',
    tls: 'with TLS',
    proxy: 'proxy',
    forProxy: 'for HTTPS_PROXY',
    ca: 'trust',
    caSays: '(how each language is told: docs/https.md)',
    keys: 'keys',
    inMemory: 'in memory; write them with: alipay-sim app keys DIR',
    forms: '(PEM, bare Base64, and node-snippet.mjs for alipay-sdk)',
    console: 'console',
    openWith: '(with its token: alipay-sim console)',
    control: 'control',
    token: 'token',
    given: 'as given',
    inFile: (file: string) => `in ${file}`,
    profile: 'profile',
    reading: 'reading',
    seed: 'seed',
    otherSeed: '(of this folder; --seed is for a fresh one)',
  },
  zh: {
    gateway: '网关',
    tls: 'HTTPS 网关',
    proxy: '代理',
    forProxy: '用于 HTTPS_PROXY',
    ca: '须信任',
    caSays: '（各语言的设置方法见 docs/https.zh-CN.md）',
    keys: '密钥',
    inMemory: '在内存中；写成文件：alipay-sim app keys 目录',
    forms: '（PEM、不带头尾的 Base64，以及供 alipay-sdk 使用的 node-snippet.mjs）',
    console: '控制台',
    openWith: '（带令牌的地址：alipay-sim console）',
    control: '控制接口',
    token: '令牌',
    given: '即给出的令牌',
    inFile: (file: string) => `在 ${file}`,
    profile: '出错档位',
    reading: '遵循文本',
    seed: '种子',
    otherSeed: '（属于此目录；--seed 只对新目录有效）',
  },
}

export function welcome(
  served: Served,
  { seed, printToken = false }: Wanted,
  language: Language,
): string {
  const { server, url, gateway, token, dir } = served
  const words = WORDS[language]
  const [app] = server.sandbox.apps.list()
  const { tlsUrl, proxyUrl, caFile } = server.secured ?? {}
  const used = server.sandbox.seed
  const isOther = seed !== undefined && seed !== used
  const file = keepsToken(served)
  const isPrinted = printToken || isNowhereElse(served)
  const whichToken = isPrinted ? token : file === undefined ? words.given : words.inFile(file)
  const address = `${server.controlUrl ?? url}/_sim/`
  const consoleLink = isPrinted ? `${address}#token=${token}` : address
  const lines = card([
    [words.gateway, gateway],
    [words.tls, tlsUrl && `${tlsUrl}/gateway.do`],
    [words.proxy, proxyUrl && `${proxyUrl}  ${words.forProxy}`],
    [words.ca, caFile && `${caFile}  ${words.caSays}`],
    ['app_id', app?.appId],
    [words.keys, dir === undefined ? words.inMemory : `${join(dir, 'keys')}  ${words.forms}`],
    [words.console, isPrinted ? consoleLink : `${consoleLink}  ${words.openWith}`],
    [words.control, `${address}  ${words.token} ${whichToken}`],
    [words.profile, server.sandbox.profile.get().profile],
    [words.reading, server.sandbox.reading.get()],
    [words.seed, isOther ? `${used}  ${words.otherSeed}` : used],
  ])
  return `${lines.map((line) => `  ${line}`).join('\n')}\n`
}
