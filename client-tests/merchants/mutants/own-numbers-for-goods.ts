import { mutant } from './mutant.ts'

export default mutant({
  name: 'own-numbers-for-goods',
  flaw: 'Goods are sent under the numbers of the stock, not under those of the campaign.',
  bend: { goodsId: (item) => `SKU-${item.goodsId}` },
  must: { 'ORD-11': 'F' },
  may: [],
})
