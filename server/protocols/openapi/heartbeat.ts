// 交易保障: what a terminal tells of itself and of its sales every thirty minutes (004:L138-144).
import * as v from 'valibot'
import { parseChinaTime } from '../../values/instant.ts'
import { required, words } from './fields.ts'
import { BadRequest } from './operation.ts'

const DEVICES = ['CR', 'STORE', 'VM', 'MD', 'SOFT', 'POS'] as const
const NETWORKS = ['2G', '3G', '4G', '5G', 'WIFI', 'LAN'] as const
const STATES = ['S', 'I', 'F', 'P', 'X', 'Y', 'Z', 'C'] as const
const MOST_TRADES = 30

const oneOf = <const T extends readonly string[]>(choices: T) =>
  v.picklist(choices, `应为 ${choices.join('、')} 之一`)

export const heartbeatSchema = v.looseObject({
  product: oneOf(['FP']),
  type: oneOf(DEVICES),
  equipment_id: v.pipe(required(32), v.minLength(6, '至少 6 个字符')),
  time: v.pipe(
    required(19),
    v.check(
      (text) => text.length === 19 && parseChinaTime(text) !== undefined,
      '格式应为 yyyy-MM-dd HH:mm:ss',
    ),
  ),
  store_id: required(32),
  network_type: oneOf(NETWORKS),
  trade_info: v.optional(v.union([words(4_096), v.array(v.unknown())])),
  exce_info: v.optional(words(256)),
  exception_info: v.optional(words(128)),
  equipment_status: v.optional(words(2)),
  sys_service_provider_id: v.optional(words(64)),
  mac: v.optional(words(64)),
  ip: v.optional(words(64)),
  manufacturer_app_id: v.optional(words(32)),
  extend_info: v.optional(words(256)),
})

const tradesSchema = v.pipe(
  v.array(
    v.looseObject({
      OTN: required(32),
      /** Seconds the sale took, at most 99. */
      TC: v.pipe(
        v.union([v.string(), v.number()]),
        v.transform(Number),
        v.integer('应为整数秒'),
        v.minValue(0, '应为整数秒'),
        v.maxValue(99, '最大 99'),
      ),
      STAT: oneOf(STATES),
    }),
  ),
  v.maxLength(MOST_TRADES, `最多 ${MOST_TRADES} 笔`),
)

/** trade_info is JSON inside JSON; some terminals send the list itself. */
export function assertTrades(info: string | unknown[] | undefined): void {
  if (info === undefined) return
  const parsed = v.safeParse(tradesSchema, typeof info === 'string' ? parse(info) : info)
  if (parsed.success) return
  const path = v.getDotPath(parsed.issues[0])
  throw new BadRequest(`trade_info${path === null ? '' : `.${path}`}：${parsed.issues[0].message}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadRequest('trade_info：应为 JSON 数组 [{"OTN":…,"TC":…,"STAT":…}]')
  }
}
