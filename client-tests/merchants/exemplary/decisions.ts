// Every judgement the shop makes, one entry each, with the number or function that the rules ask for.
// A mutant overrides one entry; nothing outside this record may hold a number of its own.
import { amsDecisions } from './decisions/abroad/ams.ts'
import { backOfficeDecisions, type BackOfficeDecisions } from './decisions/back-office.ts'
import { cancelDecisions, type CancelDecisions } from './decisions/cancel.ts'
import { mapiDecisions, type MapiDecisions } from './decisions/mapi.ts'
import { notificationDecisions, type NotificationDecisions } from './decisions/notification.ts'
import { orderDecisions, type OrderDecisions } from './decisions/order.ts'
import { pollDecisions, type PollDecisions } from './decisions/poll.ts'
import { qrDecisions, type QrDecisions } from './decisions/qr.ts'
import { refundDecisions, type RefundDecisions } from './decisions/refund.ts'
import { unknownDecisions, type UnknownDecisions } from './decisions/unknown.ts'
import { wireDecisions, type WireDecisions } from './decisions/wire.ts'

export interface Decisions
  extends
    PollDecisions,
    UnknownDecisions,
    CancelDecisions,
    RefundDecisions,
    OrderDecisions,
    QrDecisions,
    NotificationDecisions,
    BackOfficeDecisions,
    WireDecisions,
    MapiDecisions {}

export const exemplaryDecisions: Decisions = {
  ...pollDecisions,
  ...unknownDecisions,
  ...cancelDecisions,
  ...refundDecisions,
  ...orderDecisions,
  ...qrDecisions,
  ...notificationDecisions,
  ...backOfficeDecisions,
  ...wireDecisions,
  ...mapiDecisions,
}

/** At AMS: what its document asks for, and everything else as at home. */
export const decisionsAbroad: Decisions = { ...exemplaryDecisions, ...amsDecisions }
