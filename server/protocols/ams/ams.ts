// The family put together: the gateway of AMS (Alipay+, Antom) for payments in store.
import { HOUR, MINUTE } from '../../values/instant.ts'
import type { Family, FamilyTerms, Protocol } from '../protocol.ts'
import { appIdOf, AMS, freshKeys } from './credentials.ts'
import { consentPage } from './consent.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { explain, readPasted } from './explain.ts'
import type { AmsContext } from './context.ts'
import { notification, readReply } from './notification.ts'
import { drawPaymentId } from './numbers.ts'
import { VIA } from './operation.ts'
import { AMS_OPTIONS, amsOptions } from './options.table.ts'
import { paymentStatus } from './states.ts'
import { isAmsPath, PATHS, targetOf } from './paths.table.ts'

const amsV1: Protocol = {
  name: VIA,
  traceHeader: 'tracerid',
  paths: PATHS,
  accepts: ({ url }) => isAmsPath(targetOf(url)),
  routingKey: ({ headers }) => appIdOf(headers['client-id'] ?? '') || undefined,
  decode,
  encode: (answer, context, call, moment) => encode(answer, context as AmsContext, call, moment),
  explain,
  notification,
  stateWord: (trade) => paymentStatus(trade),
  // docs.antom.com, the notification of a payment: eight sends within a day.
  resendGaps: [2 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 15 * HOUR],
  readReply,
}

/** How AMS treats orders, where the engine has a choice. */
const terms: FamilyTerms = {
  drawTradeNo: drawPaymentId,
  options: (values) => {
    const own = amsOptions(values)
    return {
      cancelWindow: own.amsCancelWindow,
      refundWindow: own.amsRefundWindow,
      tombstone: own.amsCancelOfUnknown === 'blocks',
      barcodeNotify: own.amsNotifyPaymentCode,
      cancelBarcodeOnly: false,
      strictNumbers: false,
      strictSubjects: false,
      refundOfUnpaid: 'status-error',
      freePaymentsADay: 0,
      mostRefunds: 0,
      closeSparesBarcode: false,
    }
  },
  ways: (values) => {
    const own = amsOptions(values)
    return {
      repeatedOrder: 'answered',
      declinedOrder: 'final',
      invitation: 'trade',
      cancelOfUnknown: own.amsCancelOfUnknown === 'accepts' ? 'accepted' : 'refused',
      refundNumbers: 'of-merchant',
      paidAfterCancel: 'returned',
      notifies: 'results',
      notifyDelayMs: own.amsNotifyDelayMs,
    }
  },
}

export const ams: Family = {
  name: AMS,
  protocols: [{ ...amsV1, ...consentPage }, amsV1],
  usual: amsV1,
  options: AMS_OPTIONS,
  terms,
  credentials: freshKeys,
  tokenUrl: (values) => amsOptions(values).amsAuthNotifyUrl,
  whereabouts: 'a path under /ams/api/ or /ams/sandbox/api/',
  readPasted,
}
