// ORD-11: a merchant of item campaigns sends what the till has scanned, under the ids that the
// campaign knows. Only sales in which the suite had goods scanned can tell.
import { declaredIn } from '../applicability.ts'
import { finding } from '../judge.ts'
import { perOrder } from '../orders.ts'
import { rule, verdictOf } from '../rule.ts'

export const campaignGoodsKeepTheirIds = rule({
  id: 'ORD-11',
  source: '004:L132-136',
  severity: 'minor',
  families: ['O'],
  title: ['goods_detail of item campaigns', '单品活动 goods_detail'],
  trigger: ['Goods were scanned at a merchant of item campaigns', '单品活动商户录入了商品'],
  remedy: [
    'Send every scanned item under the goods_id that the campaign was set up with.',
    '按活动后台配置的 goods_id 传入每件商品。',
  ],
  seenBy: 'traffic',
  needs: 'item-campaign',
  timeless: true,
  check(trace) {
    if (declaredIn(trace)?.itemCampaign !== true) return verdictOf([])
    const scanned = new Map(trace.of('sale').map((sale) => [sale.saleId, sale.goodsIds]))
    return perOrder(trace, ({ saleId = '', text: { goods = [] }, evidence }) => {
      const known = scanned.get(saleId)
      if (!known) return []
      const ids = goods.map(({ id }) => id)
      const odd = ids.find((id) => !known.includes(id))
      const list = ids.join(', ')
      if (ids.length === 0) {
        const en = 'Goods were scanned, and goods_detail is missing.'
        return [finding('fail', [evidence], en, '已录入商品，但未传 goods_detail。')]
      }
      if (odd !== undefined) {
        const en = `goods_id "${odd}" is none of the campaign (${known.join(', ')}).`
        const zh = `goods_id "${odd}" 不在活动配置中（${known.join('、')}）。`
        return [finding('fail', [evidence], en, zh)]
      }
      return [finding('pass', [evidence], `goods_id: ${list}.`, `goods_id：${list}。`)]
    })
  },
})
