import { ActionIcon, Button, Group, Stack, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { tellProblem } from '~/shared/page/tellProblem'
import { useFormat } from '~/shared/words/useFormat'
import { CostForm } from './CostForm'
import { type Cost, type Product, useProducts, useRemoveCost } from './queries'

/** What the shop sells, with every cost that was told of it. */
export function Catalogue({ currency }: { currency: string }) {
  const { t } = useTranslation('products')
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 200)
  const asked = useProducts(search)
  return (
    <Panel title={t('catalogue.title')}>
      <TextInput
        maw={380}
        placeholder={t('catalogue.search')}
        aria-label={t('catalogue.search')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Answer of={asked} height={160}>
        {({ pages }) => {
          const products = pages.flatMap((page) => page.items)
          if (products.length === 0)
            return <Empty because={t(search ? 'catalogue.nothing' : 'catalogue.none')} />
          return (
            <>
              <Table.ScrollContainer minWidth={520}>
                <Table verticalSpacing={6} data-testid="products">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('sku')}</Table.Th>
                      <Table.Th>{t('category')}</Table.Th>
                      <Table.Th>{t('costs')}</Table.Th>
                      <Table.Th aria-label={t('tell')} />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {products.map((product) => (
                      <Line key={product.sku} product={product} currency={currency} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              {asked.hasNextPage && (
                <Button
                  variant="default"
                  size="xs"
                  w="fit-content"
                  loading={asked.isFetchingNextPage}
                  onClick={() => asked.fetchNextPage()}
                >
                  {t('catalogue.more')}
                </Button>
              )}
            </>
          )
        }}
      </Answer>
    </Panel>
  )
}

function Line({ product, currency }: { product: Product; currency: string }) {
  const { t } = useTranslation('products')
  const [telling, setTelling] = useState(false)
  const { sku, name, category, costs } = product
  if (telling) {
    return (
      <Table.Tr>
        <Table.Td colSpan={4}>
          <CostForm
            sku={sku}
            name={name ?? sku}
            currency={currency}
            onDone={() => setTelling(false)}
          />
        </Table.Td>
      </Table.Tr>
    )
  }
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {name ?? sku}
        {name && name !== sku && (
          <Text size="sm" c="dimmed">
            {sku}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{category}</Table.Td>
      <Table.Td>
        <Stack gap={2}>
          {costs.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('unknown')}
            </Text>
          )}
          {costs.map((cost) => (
            <OneCost key={cost.from ?? ''} product={product} cost={cost} />
          ))}
        </Stack>
      </Table.Td>
      <Table.Td ta="right">
        <Button
          variant="subtle"
          size="compact-sm"
          className="no-print"
          aria-label={t('tellOf', { name: name ?? sku })}
          onClick={() => setTelling(true)}
        >
          {t('tell')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

function OneCost({ product, cost }: { product: Product; cost: Cost }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const remove = useRemoveCost()
  const each = format.exactMoney(cost.each, cost.currency)
  const shown = cost.from ? t('heldFrom', { each, day: format.day(cost.from) }) : each
  const gone = { sku: product.sku, from: cost.from ?? undefined }
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="sm" className="numbers">
        {shown}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        className="no-print"
        aria-label={t('remove', { name: product.name ?? product.sku, cost: shown })}
        loading={remove.isPending}
        onClick={() => remove.mutate(gone, { onError: (error) => tellProblem(error, t) })}
      >
        ×
      </ActionIcon>
    </Group>
  )
}
