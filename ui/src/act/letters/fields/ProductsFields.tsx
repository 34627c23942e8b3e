import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { digitsOf } from '~/shared/words/coins'
import type { Block, Of, Product } from '../blocks'
import classes from '../letters.module.css'

const PRODUCTS_MAX = 12

type Props = { block: Of<'products'>; onChange: (block: Block) => void }

/** Products chosen by hand. */
export function ProductsFields({ block, onChange }: Props) {
  const { t } = useTranslation('letters')
  const { products } = block
  const set = (at: number, part: Partial<Product>) =>
    onChange({
      ...block,
      products: products.map((one, place) => (place === at ? { ...one, ...part } : one)),
    })
  return (
    <Stack gap="sm">
      {products.map((product, at) => (
        <OneProduct
          // Products have no names of their own while they are written: their place tells them.
          key={at}
          product={product}
          n={at + 1}
          onChange={(part) => set(at, part)}
          onRemove={() =>
            onChange({ ...block, products: products.filter((_, place) => place !== at) })
          }
        />
      ))}
      {products.length < PRODUCTS_MAX && (
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => onChange({ ...block, products: [...products, { name: '' }] })}
          >
            {t('product.add')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

type OneProps = {
  product: Product
  n: number
  onChange: (part: Partial<Product>) => void
  onRemove: () => void
}

function OneProduct({ product, n, onChange, onRemove }: OneProps) {
  const { t } = useTranslation('letters')
  const currency = useShop().data?.currency
  const unit = 10 ** digitsOf(product.price?.currency ?? currency ?? 'EUR')
  const put = (field: 'image' | 'link') => (event: { currentTarget: { value: string } }) =>
    onChange({ [field]: event.currentTarget.value || undefined })
  const cost = (value: number | string) => {
    const minor = Math.round(Number(value) * unit)
    const code = product.price?.currency ?? currency
    onChange({ price: value === '' || !code ? undefined : { minor, currency: code } })
  }
  return (
    <Stack gap={6} className={classes.product} role="group" aria-label={t('product.of', { n })}>
      <TextInput
        label={t('product.name')}
        value={product.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <TextInput
        label={t('src')}
        placeholder="https://"
        value={product.image ?? ''}
        onChange={put('image')}
      />
      <TextInput
        label={t('linkMaybe')}
        placeholder="https://"
        value={product.link ?? ''}
        onChange={put('link')}
      />
      <Group align="flex-end" justify="space-between">
        <NumberInput
          label={t('product.price')}
          min={0}
          maw={180}
          decimalScale={Math.round(Math.log10(unit))}
          suffix={currency ? ` ${product.price?.currency ?? currency}` : undefined}
          disabled={!currency && !product.price}
          value={product.price ? product.price.minor / unit : ''}
          onChange={cost}
        />
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('product.removeOf', { n })}
          onClick={onRemove}
        >
          {t('verbs.remove')}
        </Button>
      </Group>
    </Stack>
  )
}
