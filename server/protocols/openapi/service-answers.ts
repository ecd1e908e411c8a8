// What openapi answers to calls that open or change no trade.
import type { Op } from '../../journal/entry.ts'
import type { BillRefusal, ServiceOutcome } from '../service.ts'
import { formatChinaTime } from '../../values/instant.ts'
import type { Token } from '../tokens.ts'
import type { Answer } from './answer.ts'
import { declineOf } from './declines.table.ts'

type Encode<K extends ServiceOutcome['kind']> = (
  outcome: Extract<ServiceOutcome, { kind: K }>,
  op: Op | undefined,
) => Answer

const seconds = ({ issuedAt, expiresAt }: Token) => (expiresAt - issuedAt) / 1_000

const BILL_REFUSALS: Record<BillRefusal, Pick<Answer, 'subCode' | 'subMsg' | 'rest'>> = {
  BillDateWrong: { subCode: 'isv.invalid_arguments', subMsg: '入参不合法' },
  BillNotThere: { subCode: 'isp.bill_not_exist', subMsg: '账单不存在' },
  // A code of v3 alone, documented without a text; v2 has none for it.
  BillBeforeRegistration: {
    subCode: 'isp.bill_not_exist',
    subMsg: '账单不存在',
    rest: { code: 'BILL_DATE_BEFORE_REGISTRATION', message: '账单日期早于商户入驻日期' },
  },
  BillTypeUnknown: { subCode: 'TYPE_NOT_SUPPORTED', subMsg: '此账单类型不支持下载' },
}

export const SERVICE_ANSWERS: { [K in ServiceOutcome['kind']]: Encode<K> } = {
  verified: () => ({ code: '10000' }),
  heartbeat: ({ pid }) => ({ code: '10000', fields: { pid } }),
  'user-tokens': ({ tokens: { access, refresh }, openId }) => ({
    code: '10000',
    fields: {
      access_token: access.token,
      auth_start: formatChinaTime(access.issuedAt),
      expires_in: seconds(access),
      re_expires_in: seconds(refresh),
      refresh_token: refresh.token,
      ...(openId === undefined ? { user_id: access.holderId } : { open_id: openId }),
    },
  }),
  'app-tokens': ({ tokens: { access, refresh } }) => {
    const fields = {
      app_auth_token: access.token,
      app_refresh_token: refresh.token,
      auth_app_id: access.authAppId,
      expires_in: seconds(access),
      re_expires_in: seconds(refresh),
      user_id: access.holderId,
    }
    return { code: '10000', fields: { ...fields, tokens: [fields] } }
  },
  // Calls of AMS.
  'consent-page': () => ({ code: '10000' }),
  consented: () => ({ code: '10000' }),
  revoked: () => ({ code: '10000' }),
  ticket: () => ({ code: '10000' }),
  'bill-link': ({ url, isEmpty }) => ({
    code: '10000',
    fields: { bill_download_url: url },
    rest: isEmpty ? { fields: { bill_file_code: 'EMPTY_DATA_WITH_BILL_FILE' } } : undefined,
  }),
  // No method of openapi asks for these.
  'bill-rows': () => ({ code: '10000' }),
  'code-owner': () => ({ code: '10000' }),
  'sandbox-key': () => ({ code: '10000' }),
  timestamp: () => ({ code: '10000' }),
  'bill-refused': ({ why }) => ({ code: '40004', ...BILL_REFUSALS[why] }),
  certificate: ({ alipayCert }) => ({
    code: '10000',
    fields: { alipay_cert_content: Buffer.from(alipayCert).toString('base64') },
  }),
  declined: ({ reason, note }, op) => {
    const declined = declineOf(reason, op)
    return note === undefined ? declined : { ...declined, subMsg: note }
  },
}
