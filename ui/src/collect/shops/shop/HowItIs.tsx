import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Figure } from '~/shared/page/Figure'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Shop, useHold } from '../queries'
import { Trouble } from '../Trouble'

/** Whether it is listened to, when it spoke last, and what needs somebody. */
export function HowItIs({ shop }: { shop: Shop }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  const may = useRights()
  const hold = useHold(shop.id)
  const isHeld = shop.state !== 'listening'
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure
          label={t('state.heard')}
          value={<Text fz="md">{shop.heard_at ? format.moment(shop.heard_at) : t('state.never')}</Text>}
        />
        <Figure
          label={t('state.waiting')}
          value={format.number(shop.n_waiting)}
          definition={t('state.waitingMeans')}
        />
        <Figure
          label={t('state.failed')}
          value={format.number(shop.n_failed)}
          definition={t('state.failedMeans')}
        />
        <Figure
          label={t('state.refused')}
          value={format.number(shop.n_refused)}
          definition={t('state.refusedMeans')}
        />
      </SimpleGrid>
      <Text size="sm">{t([`${shop.kind}.stateMeans.${shop.state}`, `stateMeans.${shop.state}`])}</Text>
      <Trouble shop={shop} />
      {may('own') && shop.state !== 'disconnected' && (
        <Group>
          <Button
            variant="default"
            loading={hold.isPending}
            onClick={() => hold.mutate(isHeld ? 'listening' : 'paused')}
          >
            {t(isHeld ? 'state.listen' : 'state.pause')}
          </Button>
        </Group>
      )}
      {hold.error && <ProblemNotice error={hold.error} />}
    </Stack>
  )
}
