/** The programs that a shop is likely to speak from. */
export const LANGUAGES_OF_PROGRAMS = [
  { id: 'html', name: 'HTML' },
  { id: 'node', name: 'Node' },
  { id: 'python', name: 'Python' },
  { id: 'curl', name: 'curl' },
] as const

type Program = (typeof LANGUAGES_OF_PROGRAMS)[number]['id']

/** Lines that tell of one event, by our script, by a library of Segment or without one. */
export function snippet(program: Program, address: string, key: string): string {
  const lines: Record<Program, string[]> = {
    html: [
      `<script async src="${address}/regulars.js" data-key="${key}"></script>`,
      '<script>',
      '  regulars = window.regulars || []',
      "  regulars.push(['track', 'Product Viewed', { product_id: '42', price: 4.5, currency: 'EUR' }])",
      "  regulars.push(['identify', '42', { email: 'anna@example.com', name: 'Anna' }])",
      '</script>',
    ],
    node: [
      '// npm install @segment/analytics-node',
      "import { Analytics } from '@segment/analytics-node'",
      '',
      'const shop = new Analytics({',
      `  writeKey: '${key}',`,
      `  host: '${address}',`,
      '})',
      "shop.identify({ userId: '42', traits: { email: 'anna@example.com', name: 'Anna' } })",
      "shop.track({ userId: '42', event: 'Order Completed',",
      "  properties: { order_id: '1001', total: 45.5, currency: 'EUR' } })",
      'await shop.closeAndFlush()',
    ],
    python: [
      '# pip install segment-analytics-python',
      'import segment.analytics as shop',
      '',
      `shop.write_key = '${key}'`,
      `shop.host = '${address}'`,
      "shop.identify('42', {'email': 'anna@example.com', 'name': 'Anna'})",
      "shop.track('42', 'Order Completed',",
      "           {'order_id': '1001', 'total': 45.5, 'currency': 'EUR'})",
      'shop.flush()',
    ],
    curl: [
      `curl ${address}/v1/track -u '${key}:' -H 'content-type: application/json' -d '{`,
      '  "userId": "42", "event": "Order Completed", "messageId": "order-1001",',
      '  "properties": { "order_id": "1001", "total": 45.5, "currency": "EUR" } }\'',
    ],
  }
  return lines[program].join('\n')
}
