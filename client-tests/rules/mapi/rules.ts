// The rules of the old gateway, in the order of the checklist.
import { repeatedOrdersStayAsTheyWere } from './repeated-orders-stay-as-they-were.ts'
import { buyersAreNotSellers } from './buyers-are-not-sellers.ts'
import { pagesEndByTimeOrByClose } from './pages-end-by-time-or-by-close.ts'
import { sellersAreNamedById } from './sellers-are-named-by-id.ts'
import { browsersComeByAForm } from './browsers-come-by-a-form.ts'
import { eachBatchHasItsOwnNumber } from './each-batch-has-its-own-number.ts'
import { noTradeComesTwiceInABatch } from './no-trade-comes-twice-in-a-batch.ts'
import { eachItemIsReadByItself } from './each-item-is-read-by-itself.ts'
import { aRefusedBatchIsOver } from './a-refused-batch-is-over.ts'
import { batchesArePostedAndSmall } from './batches-are-posted-and-small.ts'
import { batchNumCountsTheItems } from './batch-num-counts-the-items.ts'
import { whatIsNotSignedForIsNotRepeated } from './what-is-not-signed-for-is-not-repeated.ts'
import { peopleSubmitASilentBatchAgain } from './people-submit-a-silent-batch-again.ts'
import { whatWasPassedComesBack } from './what-was-passed-comes-back.ts'
import type { Rule } from '../rule.ts'

export const MAPI_RULES = [
  repeatedOrdersStayAsTheyWere,
  buyersAreNotSellers,
  pagesEndByTimeOrByClose,
  sellersAreNamedById,
  browsersComeByAForm,
  eachBatchHasItsOwnNumber,
  noTradeComesTwiceInABatch,
  eachItemIsReadByItself,
  aRefusedBatchIsOver,
  batchesArePostedAndSmall,
  batchNumCountsTheItems,
  whatIsNotSignedForIsNotRepeated,
  peopleSubmitASilentBatchAgain,
  whatWasPassedComesBack,
] as const satisfies readonly Rule[]
