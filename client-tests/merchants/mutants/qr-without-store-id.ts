import { mutant } from './mutant.ts'

export default mutant({
  name: 'qr-without-store-id',
  flaw: 'QR orders do not say in which store they were sold.',
  bend: { storeId: (given, own, kind) => (kind === 'qr' ? undefined : (given ?? own)) },
  must: { 'ORD-07': 'F' },
  may: [],
})
