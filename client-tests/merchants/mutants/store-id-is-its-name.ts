import { mutant } from './mutant.ts'

export default mutant({
  name: 'store-id-is-its-name',
  flaw: 'The name of the shop is sent as its store_id.',
  bend: { storeId: () => '中文门店' },
  must: { 'ORD-06': 'F' },
  may: [],
})
