// The variables of a deployment, read and checked. A wrong one is named, with what it takes.
import type { JournalBounds } from '../../journal/bounds.ts'
import { InputError } from '../../values/input-error.ts'
import { DAY } from '../../values/instant.ts'
import type { Env } from './platform.ts'

export interface Settings {
  /** The operator's token, from which those of the sandboxes are made. */
  token: string
  /** Seed of the default sandbox. */
  seed: string
  /** The first keys are the published ones: for tests and a machine of one's own. */
  hasReadyMadeKeys: boolean
  /** Names under which the control API may be addressed; whatever leads here where nothing is said. */
  hosts: readonly string[] | 'all'
  notifyHosts: readonly string[]
  /** A sandbox that nobody used for so long goes; `undefined` keeps all. */
  keepMs: number | undefined
  journalBounds: JournalBounds
}

const LEAST_TOKEN = 16
/** Some 25 MB of a sandbox's 10 GB. */
const JOURNAL_ENTRIES = String(20_000)

export function readSettings(env: Env): Settings {
  const { SIM_TOKEN: token = '' } = env
  if (token.length < LEAST_TOKEN) {
    throw new InputError(
      'SIM_TOKEN',
      `must have ${LEAST_TOKEN} characters at least and has ${token.length}; ` +
        'set it with "openssl rand -hex 24 | npx wrangler secret put SIM_TOKEN"',
    )
  }
  const days = number('SIM_KEEP_DAYS', env.SIM_KEEP_DAYS)
  return {
    token,
    seed: env.SIM_SEED ?? 'alipay-sim',
    hasReadyMadeKeys: flag('SIM_READY_MADE_KEYS', env.SIM_READY_MADE_KEYS),
    hosts: env.SIM_HOSTS === undefined ? 'all' : list(env.SIM_HOSTS),
    notifyHosts: list(env.SIM_NOTIFY_HOSTS ?? ''),
    keepMs: days === undefined ? undefined : days * DAY,
    journalBounds: {
      entries: number('SIM_JOURNAL_ENTRIES', env.SIM_JOURNAL_ENTRIES ?? JOURNAL_ENTRIES),
    },
  }
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '')

function flag(name: string, value = 'no'): boolean {
  if (value === 'yes' || value === 'no') return value === 'yes'
  throw new InputError(name, `must be "yes" or "no", not "${value}"`)
}

/** Nothing, or a whole number from 1 on. */
function number(name: string, value = ''): number | undefined {
  if (value === '') return undefined
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value)
  throw new InputError(name, `must be a whole number from 1 on, or empty, not "${value}"`)
}
