import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { CostForm } from './CostForm'
import { useUncosted } from './queries'

/** As many as are seen without scrolling; those that brought most come first. */
const ROWS = 8

/** The goods whose cost is to be told next, because most of the revenue hangs on them. */
export function Uncosted({ currency }: { currency: string }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const [all, setAll] = useState(false)
  const [told, setTold] = useState<string>()
  const asked = useUncosted()
  return (
    <Panel title={t('uncosted.title')}>
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('uncosted.none')}</Text>
          ) : (
            <>
              <Text size="sm" c="dimmed">
                {t('uncosted.note')}
              </Text>
              <Table.ScrollContainer minWidth={480}>
                <Table verticalSpacing={6} data-testid="uncosted">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('sku')}</Table.Th>
                      <Table.Th ta="right">{t('uncosted.pieces')}</Table.Th>
                      <Table.Th ta="right">{t('uncosted.revenue')}</Table.Th>
                      <Table.Th aria-label={t('tell')} />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {(all ? items : items.slice(0, ROWS)).map(({ sku, name, pieces, revenue }) =>
                      told === sku ? (
                        <Table.Tr key={sku}>
                          <Table.Td colSpan={4}>
                            <CostForm
                              sku={sku}
                              name={name ?? sku}
                              currency={currency}
                              onDone={() => setTold(undefined)}
                            />
                          </Table.Td>
                        </Table.Tr>
                      ) : (
                        <Table.Tr key={sku}>
                          <Table.Td>
                            {name ?? sku}
                            {name && name !== sku && (
                              <Text span size="sm" c="dimmed">
                                {` ${sku}`}
                              </Text>
                            )}
                          </Table.Td>
                          <Table.Td ta="right" className="numbers">
                            {format.number(pieces)}
                          </Table.Td>
                          <Table.Td ta="right" className="numbers">
                            {format.money(revenue)}
                          </Table.Td>
                          <Table.Td ta="right">
                            <Button
                              variant="subtle"
                              size="compact-sm"
                              aria-label={t('tellOf', { name: name ?? sku })}
                              onClick={() => setTold(sku)}
                            >
                              {t('tell')}
                            </Button>
                          </Table.Td>
                        </Table.Tr>
                      ),
                    )}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              {!all && items.length > ROWS && (
                <Group>
                  <Button variant="default" size="xs" onClick={() => setAll(true)}>
                    {t('uncosted.more', { count: items.length - ROWS })}
                  </Button>
                </Group>
              )}
            </>
          )
        }
      </Answer>
    </Panel>
  )
}
