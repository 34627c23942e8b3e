import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Liked, Portrait } from './queries'

/** So little more or less than everybody has is not worth a number. */
const AS_OTHERS = 0.05

/** What they buy more than others, by which ways, from where, and what they cost in promo codes. */
export function Likes({ portrait }: { portrait: Portrait }) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  const liked = ({ name, share, lift }: Liked) => {
    const kind = Math.abs(lift - 1) < AS_OTHERS ? 'likes.asOthers' : 'likes.one'
    return t(kind, { name, share: format.wholeShare(share), lift: format.number(lift) })
  }
  const lines = (['categories', 'channels', 'cities'] as const)
    .filter((kind) => portrait[kind].length > 0)
    .map((kind) => ({ kind, text: portrait[kind].map(liked).join(', ') }))
  return (
    <dl style={{ margin: 0 }}>
      {lines.map(({ kind, text }) => (
        <Line key={kind} name={t(`likes.${kind}`)} text={text} />
      ))}
      {portrait.coupons !== null && (
        <Line
          name={t('likes.discounts')}
          text={t('likes.orders', {
            coupons: format.wholeShare(portrait.coupons),
            undone: format.wholeShare(portrait.undone),
          })}
        />
      )}
    </dl>
  )
}

function Line({ name, text }: { name: string; text: string }) {
  return (
    <>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0} mb={6}>
        {text}
      </Text>
    </>
  )
}
