import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useImports } from '~/collect/imports/queries'
import type { Shop } from '~/shared/api/shop'
import { useFormat } from '~/shared/words/useFormat'

/** Do we hear everything: one quiet line. */
export function Heard({ shop }: { shop: Shop }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const newest = useImports().data?.items.find((run) => !run.dry_run)
  return (
    <Text size="sm" c="dimmed">
      {t('heard', {
        order: format.moment(shop.newest_order_at),
        file: format.moment(newest?.started_at),
      })}
    </Text>
  )
}
