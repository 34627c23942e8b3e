// Tells the same story through the libraries for Node: node told.mjs ADDRESS SEGMENT_KEY RUDDER_KEY
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'

const [address, segmentKey, rudderKey] = process.argv.slice(2)

const traits = { email: 'anna@example.test', name: 'Anna' }
const order = {
  order_id: '1001',
  total: 27.5,
  shipping: 3,
  tax: 2,
  currency: 'EUR',
  products: [{ sku: 'rye', name: 'Rye bread', price: 7.5, quantity: 3 }],
}

function tell(shop) {
  shop.page({ anonymousId: 'a1', name: 'Cakes', properties: { url: 'https://shop.test/cakes' } })
  shop.identify({ userId: 'anna', anonymousId: 'a1', traits })
  shop.group({ userId: 'anna', groupId: 'bakers', traits: { name: 'Bakers' } })
  shop.screen({ userId: 'anna', name: 'Basket' })
  shop.track({ userId: 'anna', event: 'Product Added', properties: { sku: 'rye' } })
  shop.track({ userId: 'anna', event: 'Order Completed', properties: order })
  shop.alias({ previousId: 'tablet', userId: 'anna' })
}

const segment = new Analytics({ writeKey: segmentKey, host: address })
segment.on('error', (error) => {
  console.error(error)
  process.exitCode = 1
})
tell(segment)
await segment.closeAndFlush()

const rudder = new RudderAnalytics(rudderKey, { dataPlaneUrl: address, logLevel: 'error' })
tell(rudder)
await new Promise((done, failed) => {
  rudder.flush((error) => (error ? failed(error) : done()))
})
process.exit()
