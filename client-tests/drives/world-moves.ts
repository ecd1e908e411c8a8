// What happens around a sale while it is played, whoever sells: the clock, faults, notifications, outages.
import type { Move } from '../scenario/scenario.ts'
import { HOUR } from '../../server/values/instant.ts'
import { hundredthsOf } from '../../server/values/money.ts'
import { agreeAgain } from './merchants-of-a-provider.ts'
import type { Stage } from './stage.ts'

type Of<W extends Move['do']> = Extract<Move, { do: W }>

type WorldMove = Of<
  | 'inject'
  | 'fault'
  | 'age'
  | 'refund-outside'
  | 'advance'
  | 'next-day'
  | 'plant'
  | 'outage'
  | 'hurry'
  | 'rename-seller'
  | 'agree-again'
>

export async function moveWorld(stage: Stage, move: WorldMove): Promise<void> {
  const { drive, sale } = stage
  const number = numberAtGateway(stage)
  switch (move.do) {
    case 'inject': {
      const { fault, status, seller } = move
      const options = seller ? { ...move.options, sellerIds: sale.sellers } : move.options
      // An order that nobody here has sold: it must not turn up in the books.
      if (typeof options?.outTradeNo === 'string') stage.neverSold.add(options.outTradeNo)
      if (number) await drive.world.inject({ outTradeNo: number, fault, options, status })
      return
    }
    case 'fault': {
      const { fault, options, match } = move.add
      await drive.world.addFault({ fault, options, match: { ...match, amountFen: sale.amountFen } })
      return
    }
    case 'age':
      if (number) await drive.world.age(number, move.by, { keepsOpen: move.keepsOpen })
      return
    case 'refund-outside':
      if (number)
        await drive.world.refundOutside(number, hundredthsOf(sale.amountFen, move.percent))
      return
    case 'advance':
      return drive.world.advance(move.by)
    case 'next-day':
      await drive.world.rollDay()
      return drive.world.advance(BILL_HOUR)
    case 'plant': {
      const outTradeNo = move.ofTheSale ? number : undefined
      await drive.world.plant(move.plant, { ...move.options, ...(outTradeNo && { outTradeNo }) })
      return
    }
    case 'hurry':
      if (number) await drive.world.hurry(number)
      return
    case 'outage':
      return drive.cutOff(move.for)
    case 'rename-seller':
      return drive.world.renameSeller(move.email)
    case 'agree-again':
      return agreeAgain(drive.world, sale.merchantId, move)
  }
}

/** When the bill of the day before is there, with an hour to spare. */
const BILL_HOUR = 10 * HOUR

/** The latest number under which the sale was rung up, as the gateway knows it. */
export function numberAtGateway({ activity, sale }: Stage): string | undefined {
  return [...activity.numbersOf(sale.amountFen)].at(-1)
}
