import { Anchor, Badge, Group, Image, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'

/** Whose shop this is, and whether it is the demo. */
export function ShopName() {
  const { t } = useTranslation('shell')
  const shop = useShop().data
  return (
    <Group wrap="nowrap" gap={10} miw={0}>
      <Anchor component={Link} to="/" underline="never" c="inherit" miw={0}>
        <Group wrap="nowrap" gap={10} miw={0}>
          <Image src="/mark.svg" alt="" w={26} h={26} />
          <Text fw={600} truncate>
            {shop?.name || 'Regulars'}
          </Text>
        </Group>
      </Anchor>
      {shop?.demo && (
        <Badge variant="default" tt="none" visibleFrom="xs">
          {t('demo')}
        </Badge>
      )}
    </Group>
  )
}
